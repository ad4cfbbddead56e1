import { readSession, writeSession } from '@expertbook/web-shared/platform/session-store';

/** Messages to the host page, handled by `embed/embed.js`. */
type Message =
  | { type: 'expertbook:height'; height: number }
  | { type: 'expertbook:booked'; detail: BookedDetail }
  | { type: 'expertbook:closed' };

/** Details of a new booking, without a secret that opens it. */
export interface BookedDetail {
  uid: string;
  status: string;
  start: string;
  end: string;
}

/** Event on `window` with a {@link BookedDetail}, dispatched by the booking form. */
const BOOKED = 'eb:booked';
const PERSON_KEY = 'eb.person';

/**
 * Prepares a page that was opened with `?embed=inline|popup`, or with a `name` and `email` for the form. In a frame it
 * posts its height, its bookings and the closing key to the host page. Call it once.
 */
export function startEmbedding(): void {
  const query = new URLSearchParams(location.search);
  storePerson(query.get('name'), query.get('email'));
  if (!query.has('embed') || parent === window) return;

  let host = hostOrigin();
  let height = 0;
  const post = (message: Message): void => {
    if (host) parent.postMessage(message, host);
  };
  addEventListener('message', (event: MessageEvent<unknown>) => {
    const { type } = (event.data ?? {}) as { type?: unknown };
    // The host's own message counts only where the browser hides the host's origin. CSP has already allowed the host to
    // frame this page.
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
    post({ type: 'expertbook:booked', detail: (event as CustomEvent<BookedDetail>).detail }),
  );
  if (query.get('embed') !== 'popup') return;
  document.addEventListener('keydown', (event) => {
    const ours = event.defaultPrevented || document.querySelector('dialog[open], [role="dialog"]');
    if (event.key === 'Escape' && !ours) post({ type: 'expertbook:closed' });
  });
}

/** Origin of the host page; null where the browser hides it. */
function hostOrigin(): string | null {
  const ancestor = (location.ancestorOrigins as DOMStringList | undefined)?.[0];
  if (ancestor) return ancestor === 'null' ? null : ancestor;
  try {
    return document.referrer ? new URL(document.referrer).origin : null;
  } catch {
    return null;
  }
}

/** Stores a person for the empty form and removes them from the address, which is shared and logged. */
function storePerson(name: string | null, email: string | null): void {
  if (name === null && email === null) return;
  const known = (readSession(PERSON_KEY) ?? {}) as Record<string, unknown>;
  writeSession(PERSON_KEY, { ...known, ...(name !== null && { name }), ...(email !== null && { email }) });
  const url = new URL(location.href);
  url.searchParams.delete('name');
  url.searchParams.delete('email');
  history.replaceState(history.state, '', url);
}
