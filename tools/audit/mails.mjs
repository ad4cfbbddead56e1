import { fault, notice } from './finding.mjs';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A completed row is kept for 7 days, so every change of the last 6 must have one. */
const KEPT_MS = 6 * DAY_MS;
/** A lease lasts a minute and a half; a row whose lease ended this long ago is no longer retried. */
const STUCK_MS = HOUR_MS;
/** The mail to the client about each step. A no-show and the old side of a reschedule have none. */
/** @type {Record<string, string | undefined>} */
const KINDS = { confirmed: 'confirmed', declined: 'declined', cancelled: 'cancelled' };
/** @type {Record<string, string | undefined>} */
const MAILS_OF_FIRST = { pending: 'requested', confirmed: 'booked' };

/** Why a mail need not be sent: a newer one contains all of it, or it cancels an unannounced booking. */
const DROP_REASONS = [
  'superseded',
  'never_announced',
  'too_late',
  'cancelled',
  'rescheduled',
  'no_show',
  'not_confirmed',
  'message_removed',
  'recipient_stopped',
  'recipient_gone',
  'account_closed',
  'nothing_booked',
];

/** @typedef {import('./finding.mjs').Finding} Finding */

/**
 * @typedef {object} Mail
 * @property {string} prefix `mail.booking:<kind>:<uid>:`
 * @property {string} key with the sequence it should have had
 */

/**
 * Every recent step of a booking has its mail to the client in the outbox, done or waiting.
 *
 * @param {readonly any[]} bookings
 * @param {number} now epoch milliseconds
 * @param {(mails: Mail[]) => Promise<Set<string>>} findMails the prefixes of those that have a row for the client,
 * with any sequence
 * @returns {AsyncGenerator<Finding>}
 */
export async function* checkMails(bookings, now, findMails) {
  const expected = bookings.flatMap((booking) =>
    (booking.attendees ?? []).flatMap((/** @type {any} */ attendee) => mailsOf(booking, attendee, now)),
  );
  if (expected.length === 0) return;
  const found = await findMails(expected);
  for (const { _id, uid, kind, prefix } of expected) {
    if (found.has(prefix)) continue;
    yield fault(
      'mail-missing',
      'bookings',
      _id,
      `No mail "${kind}" to attendee ${uid} was put in the outbox.`,
    );
  }
}

/**
 * @param {any} booking
 * @param {any} attendee
 * @param {number} now
 */
function mailsOf({ _id, history }, { uid, rescheduledFrom, sequence }, now) {
  const steps = (history ?? []).filter((/** @type {any} */ step) => step.uid === uid);
  const mails = [];
  // Every step except leaving by a reschedule raised the sequence by one: count back from the current one.
  let then = sequence;
  for (let i = steps.length - 1; i >= 0; i -= 1) {
    const { status, at, by } = steps[i];
    const first = rescheduledFrom ? 'rescheduled' : MAILS_OF_FIRST[status];
    // Not declined by a person: the deadline has passed.
    const later = status === 'declined' && by === 'system' ? 'expired' : KINDS[status];
    const kind = i === 0 ? first : later;
    const prefix = `mail.booking:${kind}:${uid}:`;
    if (kind && now - at < KEPT_MS) mails.push({ _id, uid, kind, prefix, key: `${prefix}${then}:client` });
    if (status !== 'rescheduled') then -= 1;
  }
  return mails;
}

/**
 * @param {any} row of `outbox`
 * @param {number} now epoch milliseconds
 * @returns {Generator<Finding>}
 */
export function* checkOutboxRow(row, now) {
  const { _id, topic, state, attempts, lockedUntil, payload, doneAt, failedAt, lastError, reason } = row;
  const wrong = (/** @type {string} */ code, /** @type {string} */ says) => fault(code, 'outbox', _id, says);
  if (!['waiting', 'done', 'failed', 'dropped'].includes(state))
    yield wrong('outbox-state', 'Its state is none there is.');
  if (state === 'waiting' && attempts > 0 && +lockedUntil > 0 && now - lockedUntil > STUCK_MS) {
    yield wrong(
      'outbox-stuck',
      'Somebody took it in hand over an hour ago; nobody has settled it or taken it up again.',
    );
  }
  if (state === 'waiting' && lockedUntil - now > STUCK_MS) {
    yield wrong('outbox-stuck', 'It is locked for more than an hour to come; nobody can do it.');
  }
  if (state === 'dropped' && !DROP_REASONS.includes(reason)) {
    yield wrong('outbox-dropped', 'It was dropped, but nobody knows why.');
  }
  if ((state === 'done' || state === 'dropped') && (!doneAt || Object.keys(payload ?? {}).length > 0)) {
    yield wrong('outbox-kept', 'It is done or dropped, but keeps its personal data or is kept for ever.');
  }
  if (state === 'failed') {
    if (!failedAt) yield wrong('outbox-kept', 'It failed, but is kept for ever.');
    yield notice(
      'outbox-failed',
      'outbox',
      _id,
      `${topic} failed for good after ${attempts} attempts (${lastError}).`,
    );
  }
  const clear = Object.keys(payload ?? {}).find((key) => key === 'manageToken' && payload[key]);
  if (clear) yield wrong('token-clear', 'It holds a manage token in the clear.');
}
