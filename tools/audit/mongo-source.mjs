import { CLAIM_INDEX } from './indexes.mjs';

const BATCH = 1000;
const TOKENS_IN_CLEAR = ['token', 'manageToken', 'tokens', 'manageTokens'];
/** The fields that are needed; no names, addresses or texts. @type {Record<string, readonly string[]>} */
const FIELDS = {
  bookings: [
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
    ...['seats', 'seatsTaken', 'history', 'expiresAt', 'hold'],
    ...[
      'uid',
      'tokenHashes',
      'answerHashes',
      'status',
      'sequence',
      'rescheduledTo',
      'rescheduledFrom',
      'erasedAt',
      ...TOKENS_IN_CLEAR,
    ].map((field) => `attendees.${field}`),
  ],
  others: ['expertId', 'userId', 'scheduleId', 'limits', 'timeZone', 'revision'],
  booking_links: ['eventTypeId', 'kind', 'tokenHash', 'usedAt', 'usedBy'],
  outbox: [
    'topic',
    'state',
    'attempts',
    'lockedUntil',
    'payload',
    'doneAt',
    'failedAt',
    'lastError',
    'reason',
  ],
  idempotency_keys: ['requestHash', 'state', 'outcome', 'startedAt'],
};

/** @param {readonly string[]} fields */
const only = (fields) => Object.fromEntries(fields.map((field) => [field, 1]));

/**
 * Reads a database at one snapshot, so that concurrent bookings cannot look like a fault.
 *
 * @param {import('mongodb').Db} db
 * @param {import('mongodb').ClientSession} session with `snapshot: true`
 * @returns {import('./audit.mjs').Source}
 */
export function mongoSource(db, session) {
  const bookings = db.collection('bookings');
  const options = { session, batchSize: BATCH, allowDiskUse: true };
  return {
    indexes: () => bookings.indexes(),
    async claimIndexCounts() {
      const indexes = await bookings.indexes();
      const there = indexes.find(({ name }) => name === CLAIM_INDEX);
      if (JSON.stringify(there?.partialFilterExpression) !== '{"live":true}') return null;
      const count = async (/** @type {import('mongodb').Hint} */ hint) => {
        const stages = [{ $match: { live: true } }, { $count: 'n' }];
        const [found] = await bookings.aggregate(stages, { ...options, hint }).toArray();
        return found?.n ?? 0;
      };
      return { live: await count({ $natural: 1 }), indexed: await count(CLAIM_INDEX) };
    },
    liveClaims: () =>
      bookings.find(
        { live: true },
        {
          ...options,
          projection: { expertId: 1, padStart: 1, padEnd: 1 },
          sort: { expertId: 1, padStart: 1 },
        },
      ),
    bookings: () =>
      inBatches(
        bookings.find(
          {},
          { ...options, projection: only(FIELDS.bookings), sort: { expertId: 1, start: 1, _id: 1 } },
        ),
      ),
    bookingsOf: (uids) =>
      bookings
        .find(
          { 'attendees.uid': { $in: uids } },
          {
            ...options,
            projection: {
              expertId: 1,
              eventTypeId: 1,
              'attendees.uid': 1,
              'attendees.rescheduledTo': 1,
              'attendees.rescheduledFrom': 1,
            },
          },
        )
        .toArray(),
    async *repeatedUids() {
      const found = bookings.aggregate(
        [
          { $project: { uid: '$attendees.uid' } },
          { $unwind: '$uid' },
          { $group: { _id: '$uid', n: { $sum: 1 }, first: { $first: '$_id' }, last: { $last: '$_id' } } },
          { $match: { n: { $gt: 1 } } },
        ],
        options,
      );
      // A repetition within one booking is found when that booking is checked.
      for await (const { _id, first, last } of found) {
        if (String(first) !== String(last)) yield { uid: _id, bookings: [first, last] };
      }
    },
    mailsOf: (mails) => mailsOf(db.collection('outbox'), mails, options),
    byId: (collection, ids) =>
      ids.length === 0
        ? Promise.resolve([])
        : db
            .collection(collection)
            .find(
              { _id: { $in: /** @type {import('mongodb').ObjectId[]} */ (ids) } },
              { ...options, projection: only(FIELDS.others) },
            )
            .toArray(),
    defaultSchedules: (expertIds) =>
      db
        .collection('schedules')
        .find(
          { expertId: { $in: expertIds }, isDefault: true },
          { ...options, projection: only(FIELDS.others) },
        )
        .toArray(),
    all: (collection) =>
      inBatches(
        db
          .collection(collection)
          .find({}, { ...options, projection: only(FIELDS[collection] ?? FIELDS.others) }),
      ),
  };
}

/** Patterns per query: the server tries all of them on each row. */
const PATTERNS = 50;

/**
 * @param {import('mongodb').Collection} outbox
 * @param {import('./mails.mjs').Mail[]} mails
 * @param {import('mongodb').FindOptions} options
 */
async function mailsOf(outbox, mails, options) {
  const found = new Set();
  const look = async (/** @type {(string | RegExp)[]} */ keys) => {
    const rows = outbox.find({ key: { $in: keys } }, { ...options, projection: { _id: 0, key: 1 } });
    for await (const { key } of rows) {
      const [topic, kind, uid, , recipient] = String(key).split(':');
      if (recipient === 'client') found.add(`${topic}:${kind}:${uid}:`);
    }
  };
  await look(mails.map(({ key }) => key));
  const others = mails.map(({ prefix }) => prefix).filter((prefix) => !found.has(prefix));
  const patterns = others.map((prefix) => new RegExp(`^${prefix.replaceAll('.', '\\.')}`));
  for (let i = 0; i < patterns.length; i += PATTERNS) await look(patterns.slice(i, i + PATTERNS));
  return found;
}

/**
 * @param {import('mongodb').FindCursor} cursor
 * @returns {AsyncGenerator<any[]>}
 */
async function* inBatches(cursor) {
  // Reading the buffered documents at once instead of one by one halves the time.
  while (await cursor.hasNext()) yield cursor.readBufferedDocuments();
}
