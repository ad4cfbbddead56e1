import { fault, isHash, notice } from './finding.mjs';
import { FIRST, STEPS, WITH_PLACE, WITHOUT_PEOPLE } from './statuses.mjs';

/** Maximum difference of the clocks of two API processes, milliseconds. */
const CLOCKS_MS = 5000;
const MAX_GUESTS = 10;

/** @typedef {import('./finding.mjs').Finding} Finding */

/**
 * Invariants of the attendees of one booking: seats, tokens, histories, and the resulting status of the document.
 *
 * @param {any} booking a document of `bookings`
 * @returns {Generator<Finding>}
 */
export function* checkPeople(booking) {
  if (WITHOUT_PEOPLE.has(booking.status)) return;
  /** @type {(code: string, says: string) => Finding} */
  const wrong = (code, says) => fault(code, 'bookings', booking._id, says);
  const attendees = booking.attendees ?? [];
  yield* checkSeats(booking, attendees, wrong);
  yield* checkAddresses(booking, attendees);
  const uids = new Set();
  for (const attendee of attendees) {
    if (uids.has(attendee.uid)) yield wrong('uid-twice', `Attendee ${attendee.uid} is in it twice.`);
    uids.add(attendee.uid);
    yield* checkTokens(attendee, wrong);
    yield* checkGuests(attendee, wrong);
    if (!Number.isInteger(attendee.sequence) || attendee.sequence < 0) {
      yield wrong('sequence-wrong', `The sequence of attendee ${attendee.uid} is no whole number from 0.`);
    }
    yield* checkHistory(booking, attendee, wrong);
  }
  for (const { uid } of booking.history ?? []) {
    if (!uids.has(uid)) yield wrong('history-stray', `Its history names ${uid}, who is not in it.`);
  }
}

/**
 * @param {any} booking
 * @param {any[]} attendees
 * @param {(code: string, says: string) => Finding} wrong
 * @returns {Generator<Finding>}
 */
function* checkSeats({ status, seats, seatsTaken, history }, attendees, wrong) {
  if (attendees.length === 0) {
    yield wrong('people-none', 'It is a booking without an attendee.');
    return;
  }
  const living = attendees.filter((one) => WITH_PLACE.has(one.status));
  if (seatsTaken !== living.length) {
    yield wrong(
      'seats-wrong',
      `It says that ${seatsTaken} seats are taken; attendees have ${living.length}.`,
    );
  }
  // An attendee who joins sets `seats` to the event type's current value and occupies a free one. So even after an
  // expert reduced the seats, the stored number covers all attendees.
  if (living.length > seats) yield wrong('seats-over', `It has ${seats} seats and ${living.length} people.`);
  if (seats === 1 && attendees.length > 1) {
    yield wrong('people-many', `It is no group session and has ${attendees.length} attendees.`);
  }
  const last = history?.at(-1);
  const derived = living[0]?.status ?? attendees.find((one) => one.uid === last?.uid)?.status;
  if (derived !== undefined && status !== derived) {
    yield wrong('status-wrong', `It is ${status}; its attendees make it ${derived}.`);
  }
}

/**
 * One address has one seat. Only a notice, because this was not always enforced.
 *
 * @param {any} booking
 * @param {any[]} attendees
 * @returns {Generator<Finding>}
 */
function* checkAddresses({ _id }, attendees) {
  const addresses = attendees
    .filter(({ status, email }) => WITH_PLACE.has(status) && typeof email === 'string')
    .map(({ email }) => email.trim().normalize('NFKC').toLowerCase());
  const places = addresses.length - new Set(addresses).size;
  if (places > 0) {
    yield notice(
      'address-twice',
      'bookings',
      _id,
      `${places} of its places went to an address that has one.`,
    );
  }
}

/**
 * @param {any} attendee
 * @param {(code: string, says: string) => Finding} wrong
 * @returns {Generator<Finding>}
 */
function* checkTokens(attendee, wrong) {
  const { tokenHashes: hashes, answerHashes = [], erasedAt, uid } = attendee;
  if (!answerHashes.every(isHash))
    yield wrong('token-clear', `A token that answers attendee ${uid} is not stored as a hash.`);
  if (erasedAt) {
    // An erased client has no link.
    if (!Array.isArray(hashes) || hashes.length > 0)
      yield wrong('erased-kept', `Attendee ${uid} was erased, but their link still opens the booking.`);
  } else if (!Array.isArray(hashes) || hashes.length === 0 || !hashes.every(isHash)) {
    yield wrong('token-clear', `Tokens of attendee ${attendee.uid} are missing or not stored as hashes.`);
  }
  const named = Object.keys(attendee).find((key) => /token/i.test(key) && key !== 'tokenHashes');
  if (named) yield wrong('token-clear', `Attendee ${attendee.uid} has a field for a token in the clear.`);
}

/**
 * An attendee's guests: no duplicates, not themselves, and never too many.
 *
 * @param {any} attendee
 * @param {(code: string, says: string) => Finding} wrong
 * @returns {Generator<Finding>}
 */
function* checkGuests({ uid, email, guests = [] }, wrong) {
  if (!Array.isArray(guests) || guests.some((one) => typeof one !== 'string' || !one.includes('@'))) {
    yield wrong('guests-wrong', `The guests of attendee ${uid} are no list of addresses.`);
    return;
  }
  if (guests.length > MAX_GUESTS) yield wrong('guests-wrong', `Attendee ${uid} has ${guests.length} guests.`);
  const people = [...(typeof email === 'string' ? [email] : []), ...guests].map((one) => one.toLowerCase());
  if (new Set(people).size < people.length) {
    yield wrong('guests-wrong', `Attendee ${uid} invited somebody twice, or themselves.`);
  }
}

/**
 * @param {any} booking
 * @param {any} attendee
 * @param {(code: string, says: string) => Finding} wrong
 * @returns {Generator<Finding>}
 */
function* checkHistory(booking, { uid, status }, wrong) {
  const steps = (booking.history ?? []).filter((/** @type {any} */ step) => step.uid === uid);
  if (steps.length === 0) {
    yield wrong('history-none', `Attendee ${uid} has no history.`);
    return;
  }
  if (!FIRST.has(steps[0].status))
    yield wrong('history-begin', `The history of ${uid} begins in its middle.`);
  for (let i = 1; i < steps.length; i += 1) {
    const [before, after] = [steps[i - 1], steps[i]];
    if (!STEPS[before.status]?.includes(after.status)) {
      yield wrong('history-step', `Attendee ${uid} went from ${before.status} to ${after.status}.`);
    }
    if (!(after.at - before.at >= -CLOCKS_MS)) {
      yield wrong('history-order', `The history of ${uid} goes back in time.`);
    }
    yield* checkMoment(booking, uid, after, wrong);
  }
  if (steps.at(-1).status !== status) {
    yield wrong('history-end', `Attendee ${uid} is ${status}; the history ends with ${steps.at(-1).status}.`);
  }
}

/**
 * Some steps are only legal before or after the start.
 *
 * @param {any} booking
 * @param {string} uid
 * @param {any} step
 * @param {(code: string, says: string) => Finding} wrong
 * @returns {Generator<Finding>}
 */
function* checkMoment({ start }, uid, { status, at }, wrong) {
  const begun = at - start;
  if (status === 'no_show' && begun < -CLOCKS_MS) {
    yield wrong('history-moment', `Attendee ${uid} was a no-show before the session began.`);
  }
  if ((status === 'confirmed' || status === 'rescheduled') && begun > CLOCKS_MS) {
    yield wrong('history-moment', `Attendee ${uid} was ${status} after the session began.`);
  }
}
