import { createHash, randomBytes } from 'node:crypto';

import { SESSION } from './expert.mjs';

const MINUTE = 60_000;
const GRID = 5 * MINUTE;

/**
 * A booking of the same shape as one the API has made, at another time.
 *
 * @param {import('mongodb').Document} like
 * @param {object} place
 * @param {import('mongodb').ObjectId} place._id
 * @param {import('mongodb').ObjectId} place.expertId
 * @param {import('mongodb').ObjectId} [place.eventTypeId] that of `like` when left out
 * @param {number} place.start epoch milliseconds
 * @param {number} [place.minutes] 15 when left out
 * @param {string} [place.uid] random when left out
 * @returns {import('mongodb').Document}
 */
export function bookingLike(like, { _id, expertId, eventTypeId, start, minutes = SESSION, uid = newUid() }) {
  const end = start + minutes * MINUTE;
  const token = createHash('sha256').update(uid).digest('hex');
  return {
    ...like,
    _id,
    expertId,
    eventTypeId: eventTypeId ?? like.eventTypeId,
    start: new Date(start),
    end: new Date(end),
    duration: minutes,
    padStart: new Date(start),
    padEnd: new Date(end),
    buckets: Array.from({ length: (end - start) / GRID }, (_, i) => start / GRID + i),
    attendees: like.attendees.map((/** @type {import('mongodb').Document} */ attendee) => ({
      ...attendee,
      uid,
      calendarUid: uid,
      tokenHashes: [token],
    })),
    createdAt: new Date(),
  };
}

const newUid = () => randomBytes(16).toString('base64url');
