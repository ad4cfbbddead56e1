import type { Signal } from '@angular/core';
import { Injector, afterNextRender, effect, inject, signal } from '@angular/core';
import { nextTask } from '../platform/when-idle';

/** What the API drew into the HTML (`apps/api/src/app/initial-html/event-type-html.ts`); the application is not seen while it is there. */
const FIRST_PAINT = 'eb-first';

export function isFirstPaintShown(): boolean {
  return document.getElementById(FIRST_PAINT) !== null;
}

/**
 * Keeps the page that came with the HTML until the application has drawn its own, so that no empty or half page is seen in
 * between. Call it where one may inject.
 *
 * @param ready says, as a signal would, that the page has what it draws
 */
export function keepFirstPaint(ready: () => boolean): void {
  if (!isFirstPaintShown()) return;
  const injector = inject(Injector);
  const watch = effect(() => {
    if (!ready()) return;
    watch.destroy();
    // In a task of its own: to style and paint everything is enough for one.
    afterNextRender(() => nextTask(leaveFirstPaint), { injector });
  });
}

/** Shows the application in place of the first paint. The focus stays on the link it was on. */
export function leaveFirstPaint(): void {
  const first = document.getElementById(FIRST_PAINT);
  if (!first) return;
  const focused = document.activeElement;
  const href = first.contains(focused) ? focused?.getAttribute('href') : null;
  first.remove();
  if (href)
    [...document.links].find((link) => link.getAttribute('href') === href)?.focus({ preventScroll: true });
}

/**
 * How many parts of a page to draw. Behind the first paint one more with each task, so that a slow phone answers to a finger in
 * between; otherwise all of them at once.
 */
export function partsInTurn(all: number): Signal<number> {
  if (!isFirstPaintShown()) return signal(all);
  const parts = signal(0);
  const next = (): void => {
    parts.update((count) => count + 1);
    if (parts() < all) nextTask(next);
  };
  nextTask(next);
  return parts.asReadonly();
}
