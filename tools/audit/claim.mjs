import { fault, isDate, isHash, notice } from './finding.mjs';
import { CLAIMING, STEPS, WITHOUT_PEOPLE } from './statuses.mjs';

const MINUTE_MS = 60_000;
const BUCKET_MS = 5 * MINUTE_MS;
/** A claim ends nine days after its time. From a day before, the auditor accepts both, because clocks may differ. */
const CLAIM_MAY_END_MS = 8 * 24 * 60 * MINUTE_MS;
/** An expired hold of this age shows that no API process removes expired holds. */
const UNSWEPT_MS = 60 * MINUTE_MS;

/** @typedef {import('./finding.mjs').Finding} Finding */

/**
 * Invariants of a single claim: its interval, its buckets, whether it is live, the fields of a hold.
 *
 * @param {any} claim a document of `bookings`
 * @param {{ now: number, maxHoldMs: number }} facts `now` in epoch milliseconds
 * @returns {Generator<Finding>}
 */
export function* checkClaim(claim, { now, maxHoldMs }) {
  /** @type {(code: string, says: string) => Finding} */
  const wrong = (code, says) => fault(code, 'bookings', claim._id, says);
  const known = claim.status in STEPS || WITHOUT_PEOPLE.has(claim.status);
  if (!known) yield wrong('status-unknown', 'Its status is none that may be stored.');
  const ended = claim.live === false && isDate(claim.padEnd) && now - claim.padEnd > CLAIM_MAY_END_MS;
  if (known && !ended && claim.live !== CLAIMING.has(claim.status)) {
    yield wrong(
      'live-wrong',
      `It is ${claim.status}, so live must be ${CLAIMING.has(claim.status)}; it is ${claim.live}.`,
    );
  }
  yield* checkInterval(claim, wrong);
  if (claim.status === 'held') yield* checkHold(claim, now, maxHoldMs, wrong);
  else if (claim.hold || claim.expiresAt)
    yield wrong('hold-kept', 'It is no hold, but has the facts of one.');
}

/**
 * @param {any} claim
 * @param {(code: string, says: string) => Finding} wrong
 * @returns {Generator<Finding>}
 */
function* checkInterval({ start, end, duration, padStart, padEnd, buckets }, wrong) {
  if (![start, end, padStart, padEnd].every(isDate)) {
    yield wrong('interval-wrong', 'start, end, padStart and padEnd are not all dates.');
    return;
  }
  if (!(padStart <= start && start < end && end <= padEnd)) {
    yield wrong('interval-wrong', 'padStart <= start < end <= padEnd does not hold.');
  }
  const minutes = (end - start) / MINUTE_MS;
  if (duration !== undefined && duration !== minutes) {
    yield wrong('duration-wrong', `It is ${minutes} minutes long, and says ${duration}.`);
  }
  if (!Array.isArray(buckets) || !areBucketsOf(buckets, +padStart, +padEnd)) {
    yield wrong('buckets-wrong', 'Its buckets are not the 5-minute steps of [padStart, padEnd).');
  }
}

/**
 * @param {readonly number[]} buckets
 * @param {number} from epoch milliseconds
 * @param {number} to
 */
function areBucketsOf(buckets, from, to) {
  const first = Math.floor(from / BUCKET_MS);
  const count = Math.max(0, Math.ceil(to / BUCKET_MS) - first);
  return buckets.length === count && buckets.every((bucket, i) => Number(bucket) === first + i);
}

/**
 * @param {any} claim
 * @param {number} now
 * @param {number} maxHoldMs
 * @param {(code: string, says: string) => Finding} wrong
 * @returns {Generator<Finding>}
 */
function* checkHold({ _id, expiresAt, hold, attendees, history }, now, maxHoldMs, wrong) {
  if (attendees?.length > 0 || history?.length > 0) {
    yield wrong('hold-people', 'It is a hold, but has attendees or a history.');
  }
  if (!isDate(expiresAt) || !hold || !isDate(hold.createdAt) || typeof hold.client !== 'string') {
    yield wrong('hold-facts', 'It is a hold without its expiry or its facts.');
    return;
  }
  if (!isHash(hold.tokenHash)) yield wrong('token-clear', 'The token of the hold is not stored as a hash.');
  if (expiresAt - hold.createdAt > maxHoldMs) {
    yield wrong('hold-too-long', `It lives longer than the ${maxHoldMs / 1000} seconds a hold may.`);
  }
  if (now - expiresAt > UNSWEPT_MS) {
    yield notice('hold-unswept', 'bookings', _id, 'It expired over an hour ago; no API process removes it.');
  }
}
