import { fault, isDate, isHash } from './finding.mjs';

/** @typedef {import('./finding.mjs').Finding} Finding */

/**
 * Secret links: the booking of a used single-use link exists, and no other link was used.
 *
 * @param {readonly any[]} links
 * @param {(uids: string[]) => Promise<any[]>} findByUids
 * @returns {AsyncGenerator<Finding>}
 */
export async function* checkLinks(links, findByUids) {
  const uids = links.map(({ usedBy }) => usedBy).filter(Boolean);
  const bookings = uids.length > 0 ? await findByUids([...new Set(uids)]) : [];
  const byUid = new Map(
    bookings.flatMap((booking) => booking.attendees.map((/** @type {any} */ { uid }) => [uid, booking])),
  );
  for (const { _id, eventTypeId, kind, tokenHash, usedAt, usedBy } of links) {
    const wrong = (/** @type {string} */ code, /** @type {string} */ says) =>
      fault(code, 'booking_links', _id, says);
    if (!isHash(tokenHash)) yield wrong('token-clear', 'Its secret is not stored as a hash.');
    if (!usedAt && !usedBy) continue;
    if (kind !== 'one_off') yield wrong('link-use', 'It was used up, though it is no one-off link.');
    const booking = byUid.get(usedBy);
    if (!isDate(usedAt) || !booking) {
      yield wrong('link-use', 'It was used up, but the booking made through it does not exist.');
    } else if (String(booking.eventTypeId) !== String(eventTypeId)) {
      yield wrong('link-use', 'The booking made through it is of another event type.');
    }
  }
}
