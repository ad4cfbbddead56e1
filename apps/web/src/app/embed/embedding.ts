import { readSession, writeSession } from '../platform/session-store';

/** What the page tells the page around it, as `embed/embed.js` hears it. */
type Message =
  | { type: 'expertbook:height'; height: number }
  | { type: 'expertbook:booked'; detail: BookedDetail }
  | { type: 'expertbook:closed' };

/** Of a new booking, without anything that opens it. */
export interface BookedDetail {
  uid: string;
  status: string;
  start: string;
  end: string;
}

/** The window's event with a {@link BookedDetail}, sent by the booking form. */
const BOOKED = 'eb:booked';
const PERSON_KEY = 'eb.person';

/**
 * Prepares a page that was opened with `?embed=inline|popup` or with a `name` and `email` to fill in, and where it is in a
 * frame tells the page around it its height, its bookings and the wish to close. To be called once.
 */
export function startEmbedding(): void {
  const query = new URLSearchParams(location.search);
  fillIn(query.get('name'), query.get('email'));
  if (!query.has('embed') || parent === window) return;

  let host = hostOrigin();
  let height = 0;
  const tell = (message: Message): void => {
    if (host) parent.postMessage(message, host);
  };
  addEventListener('message', (event: MessageEvent<unknown>) => {
    const { type } = (event.data ?? {}) as { type?: unknown };
    // Only where the browser keeps the host's name to itself does its own word count: it may frame us, else we were not here.
    if (event.source === parent && type === 'expertbook:hello') host ??= event.origin;
  });
  new ResizeObserver(() => {
    const now = Math.ceil(document.body.getBoundingClientRect().height);
    if (now === height) return;
    height = now;
    const message: Message = { type: 'expertbook:height', height };
    parent.postMessage(message, '*');
  }).observe(document.body);
  addEventListener(BOOKED, (event) =>
    tell({ type: 'expertbook:booked', detail: (event as CustomEvent<BookedDetail>).detail }),
  );
  if (query.get('embed') !== 'popup') return;
  document.addEventListener('keydown', (event) => {
    const ours = event.defaultPrevented || document.querySelector('dialog[open], [role="dialog"]');
    if (event.key === 'Escape' && !ours) tell({ type: 'expertbook:closed' });
  });
}

/** The origin of the page around this one; null where the browser does not say. */
function hostOrigin(): string | null {
  const ancestor = (location.ancestorOrigins as DOMStringList | undefined)?.[0];
  if (ancestor) return ancestor === 'null' ? null : ancestor;
  try {
    return document.referrer ? new URL(document.referrer).origin : null;
  } catch {
    return null;
  }
}

/** Puts a person into the empty form and takes them out of the address, which is shared and logged. */
function fillIn(name: string | null, email: string | null): void {
  if (name === null && email === null) return;
  const known = (readSession(PERSON_KEY) ?? {}) as Record<string, unknown>;
  writeSession(PERSON_KEY, { ...known, ...(name !== null && { name }), ...(email !== null && { email }) });
  const url = new URL(location.href);
  url.searchParams.delete('name');
  url.searchParams.delete('email');
  history.replaceState(history.state, '', url);
}
