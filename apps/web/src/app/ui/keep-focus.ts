const REACHABLE = 'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])';
const GROUP = 'ul, ol, table, form, section, [role="list"]';

const usable = (element: HTMLElement): boolean =>
  element.isConnected && !element.matches(':disabled, [hidden], [hidden] *');

/**
 * Keeps the keyboard's place in `root` when what has the focus is removed: the focus goes to what came next in its list or
 * section, else to what came before, else to the heading there, else to `root`. Returns how to stop.
 */
export function keepFocus(root: HTMLElement): () => void {
  const page = root.ownerDocument;
  let place: { held: HTMLElement; order: HTMLElement[]; groups: HTMLElement[] } | null = null;

  const remember = (event: FocusEvent): void => {
    const held = event.target as HTMLElement;
    // What opens a dialog is remembered while the dialog has the focus.
    if (!root.contains(held)) return;
    const groups: HTMLElement[] = [];
    for (let at = held.parentElement; at && at !== root; at = at.parentElement)
      if (at.matches(GROUP)) groups.push(at);
    place = { held, order: [...root.querySelectorAll<HTMLElement>(REACHABLE)], groups: [...groups, root] };
  };
  // Who clicks elsewhere has left the place on purpose.
  const leave = (event: Event): void => {
    if (!place?.held.contains(event.target as Node)) place = null;
  };
  const restore = (): void => {
    if (!place || place.held.isConnected || page.activeElement !== page.body) return;
    const { held, order, groups } = place;
    const group = groups.find((one) => one.isConnected) ?? root;
    const at = order.indexOf(held);
    const near = [...order.slice(at + 1), ...order.slice(0, Math.max(at, 0)).reverse()];
    const target =
      near.find((one) => usable(one) && group.contains(one)) ??
      group.querySelector<HTMLElement>('h1, h2, h3') ??
      root;
    place = null;
    if (!target.matches(REACHABLE) && !target.hasAttribute('tabindex')) target.tabIndex = -1;
    target.focus();
  };

  const changes = new MutationObserver(restore);
  changes.observe(page.body, { childList: true, subtree: true });
  page.addEventListener('focusin', remember);
  page.addEventListener('pointerdown', leave);
  return () => {
    changes.disconnect();
    page.removeEventListener('focusin', remember);
    page.removeEventListener('pointerdown', leave);
  };
}
