import type { Signal } from '@angular/core';
import { DestroyRef, afterNextRender, inject, signal } from '@angular/core';

/** A section is the current one while it lies across this line, a quarter down the window. */
const READING_LINE = '-25% 0px -75% 0px';

/** Which section of a long page is being read. */
export interface SectionMark {
  readonly current: Signal<string>;
  /** Leads to a section, with the focus at its title (`<name>-title`). */
  open(name: string): void;
}

/**
 * Follows the reader through sections that are on the page after its first render, each with its name for an id. Begins at
 * the one that the address asks for. Call it where one may inject.
 */
export function sectionMark(names: readonly string[]): SectionMark {
  const current = signal(names[0] ?? '');
  /** Opened while the end of the page keeps it from coming up to the line. */
  let opened: string | null = null;

  const open = (name: string): void => {
    document.getElementById(name)?.scrollIntoView();
    document.getElementById(`${name}-title`)?.focus({ preventScroll: true });
    current.set(name);
    opened = name;
  };
  const notice = (entries: readonly IntersectionObserverEntry[]): void => {
    if (isAtEnd()) return;
    const reached = entries.find(({ isIntersecting }) => isIntersecting);
    if (reached) current.set(reached.target.id);
  };
  const scrolled = (): void => {
    if (!isAtEnd()) opened = null;
    // The last ones cannot come up to the line: at the end of the page it is the last one, or the one that was asked for.
    else if (opened === null) current.set(names.at(-1) ?? '');
  };

  const destroyed = inject(DestroyRef);
  const asked = location.hash.slice(1);
  afterNextRender(() => {
    if (names.includes(asked)) open(asked);
    const inView = new IntersectionObserver(notice, { rootMargin: READING_LINE });
    for (const name of names) {
      const section = document.getElementById(name);
      if (section) inView.observe(section);
    }
    addEventListener('scroll', scrolled, { passive: true });
    destroyed.onDestroy(() => {
      inView.disconnect();
      removeEventListener('scroll', scrolled);
    });
  });
  return { current: current.asReadonly(), open };
}

function isAtEnd(): boolean {
  const { clientHeight, scrollHeight, scrollTop } = document.documentElement;
  return scrollHeight > clientHeight && scrollTop + clientHeight >= scrollHeight - 1;
}
