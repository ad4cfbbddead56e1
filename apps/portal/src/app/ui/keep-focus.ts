const REACHABLE = 'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])';
const GROUP = 'ul, ol, table, form, section, aside, [role="list"]';

/**
 * Most requests have their response by then, and a control that was disabled for one is enabled again or removed.
 * Milliseconds.
 */
const MAX_WAIT_MS = 500;

/** The focused element, the focusable elements around it in document order, and the groups that contain it. */
interface FocusPosition {
  focused: HTMLElement;
  order: HTMLElement[];
  groups: HTMLElement[];
}

/**
 * Keeps the keyboard focus in `root` (WCAG 2.4.3). When the focused element is removed, the focus moves to the next
 * element of its list or section, else to the previous one, else to the heading there, else to `root`. A control that
 * is disabled for a short time gets the focus back; so does the last focused element when something outside `root`,
 * such as a toast, takes the focus and is removed. Returns a function that stops it.
 */
export function keepFocus(root: HTMLElement): () => void {
  const page = root.ownerDocument;
  let place: FocusPosition | null = null;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const remember = ({ target }: FocusEvent): void => {
    const held = target as HTMLElement;
    // The element that opens a dialog stays remembered while the dialog has the focus.
    if (!root.contains(held)) return;
    const groups: HTMLElement[] = [];
    for (let at = held.parentElement; at && at !== root; at = at.parentElement)
      if (at.matches(GROUP)) groups.push(at);
    place = {
      focused: held,
      order: [...root.querySelectorAll<HTMLElement>(REACHABLE)],
      groups: [...groups, root],
    };
  };
  // A click elsewhere moves the focus on purpose.
  const leave = ({ target }: Event): void => {
    if (root.contains(target as Node) && !place?.focused.contains(target as Node)) place = null;
  };
  const restore = (waited = false): void => {
    clearTimeout(waiting);
    if (!place || page.activeElement !== page.body || page.querySelector('[aria-modal="true"]')) return;
    const { focused: held } = place;
    if (!waited && held.isConnected && held.matches(':disabled')) {
      waiting = setTimeout(() => restore(true), MAX_WAIT_MS);
      return;
    }
    const target = isUsable(held) ? held : nearest(place);
    if (!target.matches(REACHABLE) && !target.hasAttribute('tabindex')) target.tabIndex = -1;
    target.focus();
  };

  const changes = new MutationObserver(() => restore());
  changes.observe(page.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled'],
  });
  page.addEventListener('focusin', remember);
  page.addEventListener('pointerdown', leave);
  return () => {
    clearTimeout(waiting);
    changes.disconnect();
    page.removeEventListener('focusin', remember);
    page.removeEventListener('pointerdown', leave);
  };
}

function nearest({ focused: held, order, groups }: FocusPosition): HTMLElement {
  const group = groups.find((one) => one.isConnected) as HTMLElement;
  const at = order.indexOf(held);
  const near = [...order.slice(at + 1), ...order.slice(0, Math.max(at, 0)).reverse()];
  return (
    near.find((one) => isUsable(one) && group.contains(one)) ??
    group.querySelector<HTMLElement>('h1, h2, h3') ??
    group
  );
}

function isUsable(element: HTMLElement): boolean {
  return element.isConnected && !element.matches(':disabled, [hidden], [hidden] *');
}
