import type { Signal } from '@angular/core';
import { Injector, afterNextRender, effect, inject, signal } from '@angular/core';
import { nextTask } from '@expertbook/web-shared/platform/when-idle';

/** Id of the HTML that the API draws (`apps/api/src/app/initial-html`). The application is hidden while it is there. */
const INITIAL_HTML_ID = 'eb-first';

export function hasInitialHtml(): boolean {
  return document.getElementById(INITIAL_HTML_ID) !== null;
}

/**
 * Keeps the initial HTML until the application has drawn the same page, so that no empty or partial page is visible in
 * between. Call it in an injection context.
 *
 * @param ready reads signals; true once the page has the data it draws
 */
export function keepInitialHtml(ready: () => boolean): void {
  if (!hasInitialHtml()) return;
  const injector = inject(Injector);
  const watch = effect(() => {
    if (!ready()) return;
    watch.destroy();
    // A task of its own: style and paint already fill one.
    afterNextRender(() => nextTask(removeInitialHtml), { injector });
  });
}

/** Removes the initial HTML and so shows the application. The focus stays on the same link. */
export function removeInitialHtml(): void {
  const first = document.getElementById(INITIAL_HTML_ID);
  if (!first) return;
  const focused = document.activeElement;
  const href = first.contains(focused) ? focused?.getAttribute('href') : null;
  first.remove();
  if (href)
    [...document.links].find((link) => link.getAttribute('href') === href)?.focus({ preventScroll: true });
}

/**
 * How many parts of a page to draw. Behind the initial HTML one more with each task, so that a slow phone can handle
 * input in between; otherwise all at once.
 */
export function drawnParts(all: number): Signal<number> {
  if (!hasInitialHtml()) return signal(all);
  const parts = signal(0);
  const next = (): void => {
    parts.update((count) => count + 1);
    if (parts() < all) nextTask(next);
  };
  nextTask(next);
  return parts.asReadonly();
}
