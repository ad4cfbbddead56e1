import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const MINUTE = 60_000;
const DAY = 86_400_000;
const SESSION_MINUTES = 15;
const HOT_STARTS = 24;
/** The contended range changes after this many attempts, so that there are always free times. */
const ATTEMPTS_A_STRETCH = 400;
const ANSWER_MS = 20_000;
const DEADLINE_MS = 45_000;
const PAUSE_MS = 150;
/** Bookings that a client keeps, to cancel or reschedule them. */
const REMEMBERED = 20;

/**
 * @typedef {object} Offered something to book
 * @property {string} eventTypeId
 *
 * @typedef {{ uid: string, token: string, offered: Offered }} Own
 *
 * @typedef {object} Play
 * @property {readonly string[]} urls of the API's processes
 * @property {readonly Offered[]} offers
 * @property {import('./ledger.mjs').Ledger} ledger
 * @property {(count: number) => number} pick
 * @property {number} firstDay epoch milliseconds
 * @property {AbortSignal} signal
 */

/**
 * One client: books, holds, reschedules and cancels in the contended range until the signal ends it. A request
 * without a definite response is repeated with its key, at any process.
 *
 * @param {Play} play
 */
export async function contend(play) {
  /** @type {Own[]} */
  const own = [];
  while (!play.signal.aborted) {
    const dice = play.pick(100);
    const mine = own.length > 0 ? own[play.pick(own.length)] : undefined;
    if (mine && dice < 10) await cancel(play, own, mine);
    else if (mine && dice < 25) await reschedule(play, own, mine);
    else await book(play, own, dice > 80);
    if (own.length > REMEMBERED) own.shift();
  }
}

/** @param {Play} play */
function hotStart({ ledger, pick, firstDay }) {
  const stretch = Math.floor(ledger.attempted / ATTEMPTS_A_STRETCH);
  const minutes = (stretch * HOT_STARTS + pick(HOT_STARTS)) * SESSION_MINUTES;
  // A window of 700 days has 67,200 of them; then it starts over.
  return new Date(firstDay + ((minutes * MINUTE) % (690 * DAY))).toISOString();
}

/** @param {Play} play @param {Own[]} own @param {boolean} holdFirst */
async function book(play, own, holdFirst) {
  const { ledger, offers, pick } = play;
  const offered = offers[pick(offers.length)];
  const start = hotStart(play);
  const mark = randomUUID();
  let holdToken;
  if (holdFirst) {
    const held = await once(play, 'POST', '/holds', { eventTypeId: offered.eventTypeId, start });
    if (held?.status === 201) holdToken = held.body.token;
  }
  const attendee = { name: 'Grace Hopper', email: `${mark}@example.com`, timeZone: 'UTC' };
  const body = {
    eventTypeId: offered.eventTypeId,
    start,
    attendee,
    notes: mark,
    ...(holdToken && { holdToken }),
  };
  ledger.attempted += 1;
  const startedAt = Date.now();
  const answer = await definite(play, '/bookings', body, { 'Idempotency-Key': mark });
  if (answer === null) return ledger.unanswered();
  if (answer.status !== 201) return ledger.refuse(answer.status, answer.body.code);
  ledger.acknowledge(answer.body.uid, answer.body.status, startedAt);
  own.push({ uid: answer.body.uid, token: answer.body.manageToken, offered });
}

/** @param {Play} play @param {Own[]} own @param {Own} mine */
async function cancel(play, own, mine) {
  const { ledger } = play;
  own.splice(own.indexOf(mine), 1);
  ledger.attempted += 1;
  const startedAt = Date.now();
  const answer = await definite(play, `/bookings/${mine.uid}/cancel`, {}, { 'X-Manage-Token': mine.token });
  if (answer === null) return ledger.maybe(mine.uid, 'cancelled');
  if (answer.status !== 200) return ledger.refuse(answer.status, answer.body.code);
  ledger.acknowledge(mine.uid, 'cancelled', startedAt);
}

/** @param {Play} play @param {Own[]} own @param {Own} mine */
async function reschedule(play, own, mine) {
  const { ledger } = play;
  ledger.attempted += 1;
  const startedAt = Date.now();
  const path = `/bookings/${mine.uid}/reschedule`;
  const headers = { 'X-Manage-Token': mine.token, 'Idempotency-Key': randomUUID() };
  const answer = await definite(play, path, { start: hotStart(play) }, headers);
  if (answer?.status !== 201) {
    if (answer !== null) return ledger.refuse(answer.status, answer.body.code);
    own.splice(own.indexOf(mine), 1);
    return ledger.maybe(mine.uid, 'rescheduled');
  }
  ledger.acknowledge(mine.uid, 'rescheduled', startedAt);
  ledger.acknowledge(answer.body.uid, answer.body.status, startedAt);
  own[own.indexOf(mine)] = { ...mine, uid: answer.body.uid, token: answer.body.manageToken };
}

/**
 * Repeats the request until a response shows whether it had an effect.
 *
 * @param {Play} play
 * @param {string} path
 * @param {unknown} body
 * @param {Record<string, string>} headers
 * @returns {Promise<{ status: number, body: any } | null>} null when there was none in time
 */
async function definite(play, path, body, headers) {
  const { ledger, pick } = play;
  for (const deadline = Date.now() + DEADLINE_MS; ; await sleep(PAUSE_MS + pick(PAUSE_MS))) {
    const answer = await once(play, 'POST', path, body, headers);
    const isDefinite = answer && answer.status < 500 && answer.body.code !== 'idempotency_in_progress';
    if (isDefinite) return answer;
    if (answer) ledger.refuse(answer.status, answer.body.code ?? 'no problem');
    if (Date.now() > deadline) return null;
  }
}

/**
 * @param {Play} play
 * @param {string} method
 * @param {string} path
 * @param {unknown} body
 * @param {Record<string, string>} [headers]
 * @returns {Promise<{ status: number, body: any } | null>} null without an answer
 */
async function once({ urls, pick }, method, path, body, headers = {}) {
  try {
    const answer = await fetch(`${urls[pick(urls.length)]}/api/v1${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const text = await answer.text();
    return { status: answer.status, body: text ? JSON.parse(text) : {} };
  } catch {
    return null;
  }
}
