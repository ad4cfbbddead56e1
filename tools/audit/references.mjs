import { fault } from './finding.mjs';

/** @typedef {import('./finding.mjs').Finding} Finding */

/**
 * @param {any} booking
 * @param {any | undefined} expert
 * @param {any | undefined} eventType
 * @returns {Generator<Finding>}
 */
export function* checkReferences(booking, expert, eventType) {
  const wrong = (/** @type {string} */ says) => fault('reference-missing', 'bookings', booking._id, says);
  if (!expert) yield wrong('Its expert does not exist.');
  // A block has no event type.
  if (booking.status === 'blocked') return;
  if (!eventType) yield wrong('Its event type does not exist.');
  else if (String(eventType.expertId) !== String(booking.expertId)) {
    yield wrong("Its event type is another expert's.");
  }
}

/**
 * @param {any} expert
 * @param {Set<string>} users ids that exist
 * @returns {Generator<Finding>}
 */
export function* checkExpert(expert, users) {
  if (users.has(String(expert.userId))) return;
  yield fault('reference-missing', 'experts', expert._id, 'Its user does not exist.');
}

/**
 * @param {any} owned an event type or a schedule
 * @param {string} collection
 * @param {Set<string>} experts ids that exist
 * @returns {Generator<Finding>}
 */
export function* checkOwner(owned, collection, experts) {
  if (experts.has(String(owned.expertId))) return;
  yield fault('reference-missing', collection, owned._id, 'Its expert does not exist.');
}
