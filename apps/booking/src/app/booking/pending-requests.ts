import { randomKey } from '@expertbook/web-shared/data/idempotency-key';
import { forgetSession, readSession, writeSession } from '@expertbook/web-shared/platform/session-store';

/** A request that was sent and has no definite response yet: it may have booked. */
export interface PendingRequest<T> {
  key: string;
  /** Body as it was sent, and is repeated. */
  body: T & { holdToken?: string };
  /** The form without the hold's token, to recognize the same form. */
  print: string;
  /** Epoch milliseconds. */
  at: number;
}

/** Slightly less than the API stores a key (24 hours). */
const KEPT_MS = 23 * 3_600_000;

const keyOf = (name: string) => `eb.sending.${name}`;

/** The pending request of this form, also of an earlier page load; null without one. */
export function pendingRequest<T>(name: string): PendingRequest<T> | null {
  const saved = readSession(keyOf(name)) as Partial<PendingRequest<T>> | null;
  const { key, body, print, at } = saved ?? {};
  if (typeof key !== 'string' || !body || typeof print !== 'string' || typeof at !== 'number') return null;
  return Date.now() - at < KEPT_MS ? { key, body, print, at } : null;
}

/**
 * The request for one filled-in form. The same form sent again, also after a reload, is exactly the same request with
 * the same key, so that it books once; any change makes a new one. The hold's token does not count as a change.
 */
export function requestFor<T extends object>(
  name: string,
  body: T,
  holdToken: string | undefined,
): PendingRequest<T> {
  const open = pendingRequest<T>(name);
  if (open && isSameForm(open, body)) return open;
  const sent = holdToken ? { ...body, holdToken } : body;
  const sending = { key: randomKey(), body: sent, print: JSON.stringify(body), at: Date.now() };
  writeSession(keyOf(name), sending);
  return sending;
}

/** Whether the request was made from the same form values. */
export function isSameForm<T extends object>({ print }: PendingRequest<T>, body: T): boolean {
  return print === JSON.stringify(body);
}

/** The response was definite: the next request is a new one. */
export function forgetRequest(name: string): void {
  forgetSession(keyOf(name));
}
