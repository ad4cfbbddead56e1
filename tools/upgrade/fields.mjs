/** Fields of every booking, written by any version; those of each attendee with the prefix `attendees.`. */
const ALWAYS = [
  ...[
    'expertId',
    'eventTypeId',
    'status',
    'live',
    'start',
    'end',
    'duration',
    'padStart',
    'padEnd',
    'buckets',
  ],
  ...['title', 'slug', 'location', 'meetingUrl', 'seats', 'seatsTaken', 'attendees', 'history', 'expiresAt'],
  ...['hold', 'createdAt'],
];
const ALWAYS_OF_ATTENDEE = [
  ...['uid', 'calendarUid', 'tokenHashes', 'status', 'name', 'email', 'timeZone', 'language', 'guests'],
  ...['guestsInvited', 'answers', 'notes', 'sequence', 'cancelReason', 'cancelledBy', 'rescheduledTo'],
  ...['rescheduledFrom', 'createdAt'],
];

/**
 * @param {import('mongodb').Db} db
 * @returns {Promise<string[]>} a line for each booking that lacks something
 */
export async function missingFields(db) {
  const lines = [];
  for await (const booking of db.collection('bookings').find({ status: { $nin: ['held', 'blocked'] } })) {
    const missing = ALWAYS.filter((field) => !(field in booking));
    for (const attendee of booking.attendees ?? []) {
      missing.push(
        ...ALWAYS_OF_ATTENDEE.filter((field) => !(field in attendee)).map((field) => `attendees.${field}`),
      );
      const steps = booking.history.filter((/** @type {{ uid: string }} */ { uid }) => uid === attendee.uid);
      if (steps.length === 0) missing.push(`history of ${attendee.uid}`);
      if (attendee.notes !== 'Hello') missing.push(`notes of ${attendee.uid}`);
    }
    if (missing.length > 0) lines.push(`${booking._id}: ${[...new Set(missing)].join(', ')}`);
  }
  return lines;
}
