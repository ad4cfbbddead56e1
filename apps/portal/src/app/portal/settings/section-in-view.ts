/** Any input by the user ends the scrolling to a section. */
const USER_INPUT = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

/**
 * Scrolls the section `name` into view, with the focus on its title, and keeps it there while content above it is
 * loading. Returns a function that stops it.
 */
export function bringIntoView(page: HTMLElement, name: string): () => void {
  let found = false;
  const show = () => {
    const section = page.querySelector<HTMLElement>(`#${CSS.escape(name)}`);
    if (!section) return;
    section.scrollIntoView({ block: 'start' });
    if (found) return;
    found = true;
    page.querySelector<HTMLElement>(`#${CSS.escape(name)}-title`)?.focus({ preventScroll: true });
  };
  const observer = new ResizeObserver(show);
  const stop = () => {
    observer.disconnect();
    for (const event of USER_INPUT) removeEventListener(event, stop);
  };
  for (const event of USER_INPUT) addEventListener(event, stop, { passive: true });
  observer.observe(page);
  return stop;
}
