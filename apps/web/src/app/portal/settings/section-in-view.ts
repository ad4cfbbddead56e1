/** What a person does ends the search for a section: from then on the page stays where they bring it. */
const OWN_MOVES = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

/**
 * Brings the section `name` into view, with the focus at its title, and keeps it there while what stands above it is still being
 * loaded. Answers how to let go of it.
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
    for (const event of OWN_MOVES) removeEventListener(event, stop);
  };
  for (const event of OWN_MOVES) addEventListener(event, stop, { passive: true });
  observer.observe(page);
  return stop;
}
