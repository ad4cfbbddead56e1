/** A small valid database in memory, and a source that reads it, so that tests can break one thing after another. */

const MINUTE_MS = 60_000;
export const NOW = Date.parse('2027-03-01T12:00:00Z');
const HASH = 'a'.repeat(64);

/** @param {string} iso */
const at = (iso) => new Date(iso);

/**
 * @param {object} parts
 * @param {string} parts.id
 * @param {string} parts.start ISO
 * @param {readonly string[][]} parts.people `[uid, ...statuses it went through]`
 * @param {number} [parts.seats]
 */
export function booking({ id, start, people, seats = 1 }) {
  const attendees = people.map(([uid, ...statuses]) => ({
    uid,
    calendarUid: uid,
    tokenHashes: [HASH],
    status: /** @type {string} */ (statuses.at(-1)),
    sequence: statuses.length - 1,
    rescheduledTo: /** @type {string | null} */ (null),
    rescheduledFrom: /** @type {string | null} */ (null),
  }));
  const history = people.flatMap(([uid, ...statuses]) =>
    statuses.map((status, i) => ({
      at: new Date(NOW - (60 - i) * MINUTE_MS),
      uid,
      status,
      by: 'client',
    })),
  );
  const living = attendees.filter(({ status }) => ['pending', 'confirmed', 'no_show'].includes(status));
  return {
    _id: id,
    expertId: 'ada',
    eventTypeId: 'intro',
    status: living[0]?.status ?? attendees[0].status,
    live: living.length > 0,
    ...place(start, 30),
    seats,
    seatsTaken: living.length,
    attendees,
    history,
    expiresAt: null,
    hold: null,
  };
}

/**
 * @param {string} start ISO
 * @param {number} duration minutes
 */
export function place(start, duration) {
  const from = Date.parse(start);
  const to = from + duration * MINUTE_MS;
  const [padStart, padEnd] = [from - 10 * MINUTE_MS, to + 5 * MINUTE_MS];
  const buckets = [];
  for (let time = padStart; time < padEnd; time += 5 * MINUTE_MS) buckets.push(time / (5 * MINUTE_MS));
  return {
    start: new Date(from),
    end: new Date(to),
    duration,
    padStart: new Date(padStart),
    padEnd: new Date(padEnd),
    buckets,
  };
}

/** @returns {Record<string, any>} the documents of each collection, created again, and the indexes of `bookings` */
export function soundDocuments() {
  const moved = booking({
    id: 'moved',
    start: '2027-03-08T09:00:00Z',
    people: [['old', 'confirmed', 'rescheduled']],
  });
  const successor = booking({
    id: 'successor',
    start: '2027-03-08T10:00:00Z',
    people: [['new', 'confirmed']],
  });
  moved.attendees[0].rescheduledTo = 'new';
  moved.attendees[0].sequence = 0;
  Object.assign(successor.attendees[0], { rescheduledFrom: 'old', sequence: 1 });
  const hold = {
    ...booking({ id: 'hold', start: '2027-03-08T14:00:00Z', people: [['nobody', 'confirmed']] }),
    status: 'held',
    attendees: [],
    history: [],
    expiresAt: new Date(NOW + 4 * MINUTE_MS),
    hold: { tokenHash: HASH, client: HASH, createdAt: new Date(NOW - MINUTE_MS) },
  };
  const bookings = [
    moved,
    successor,
    booking({ id: 'confirmed', start: '2027-03-08T11:00:00Z', people: [['c', 'pending', 'confirmed']] }),
    booking({ id: 'cancelled', start: '2027-03-08T12:00:00Z', people: [['x', 'confirmed', 'cancelled']] }),
    booking({
      id: 'group',
      start: '2027-03-08T13:00:00Z',
      seats: 3,
      people: [
        ['g1', 'confirmed', 'cancelled'],
        ['g2', 'confirmed'],
        ['g3', 'confirmed'],
      ],
    }),
    hold,
  ];
  return {
    bookings,
    experts: [{ _id: 'ada', userId: 'user' }],
    users: [{ _id: 'user' }],
    schedules: [{ _id: 'hours', expertId: 'ada', isDefault: true, timeZone: 'America/New_York' }],
    event_types: [
      {
        _id: 'intro',
        expertId: 'ada',
        scheduleId: null,
        limits: { perDay: 4, perWeek: 4, minutesPerDay: 120 },
      },
    ],
    calendars: [{ _id: 'ada', revision: 20 }],
    booking_links: [
      { _id: 'open', eventTypeId: 'intro', kind: 'one_off', tokenHash: HASH, usedAt: null, usedBy: null },
      {
        _id: 'used',
        eventTypeId: 'intro',
        kind: 'one_off',
        tokenHash: HASH,
        usedAt: new Date(NOW),
        usedBy: 'x',
      },
    ],
    outbox: [
      ...['booked:old', 'rescheduled:new', 'requested:c', 'confirmed:c', 'booked:x', 'cancelled:x'],
      ...['booked:g1', 'cancelled:g1', 'booked:g2', 'booked:g3'],
    ].map((mail) => ({
      _id: mail,
      topic: 'mail.booking',
      key: `mail.booking:${mail}:0:client`,
      payload: {},
      state: 'done',
      attempts: 1,
      lockedUntil: at('2027-03-01T11:00:00Z'),
      doneAt: at('2027-03-01T11:01:00Z'),
    })),
    idempotency_keys: [
      { _id: HASH, requestHash: HASH, state: 'answered', outcome: 'sealed', startedAt: new Date(NOW) },
    ],
    indexes: [
      {
        name: 'no_two_claims_overlap',
        key: { expertId: 1, buckets: 1 },
        unique: true,
        partialFilterExpression: { live: true },
      },
      { name: 'attendee_uid', key: { 'attendees.uid': 1 }, unique: true, sparse: true },
    ],
  };
}

/**
 * @param {Record<string, any>} documents
 * @returns {import('./audit.mjs').Source}
 */
export function memorySource(documents) {
  const all = documents.bookings;
  const by = (/** @type {string} */ field) => (/** @type {any} */ a, /** @type {any} */ b) =>
    String(a.expertId).localeCompare(String(b.expertId)) || a[field] - b[field];
  return {
    indexes: async () => documents.indexes,
    claimIndexCounts: async () => documents.claimIndexCounts ?? null,
    liveClaims: async function* () {
      yield* all.filter((/** @type {any} */ one) => one.live).sort(by('padStart'));
    },
    bookings: async function* () {
      // Two at a time, so that documents that belong together are not always in one batch.
      const sorted = [...all].sort(by('start'));
      for (let i = 0; i < sorted.length; i += 2) yield sorted.slice(i, i + 2);
    },
    bookingsOf: async (uids) =>
      all.filter((/** @type {any} */ one) =>
        one.attendees.some((/** @type {any} */ attendee) => uids.includes(attendee.uid)),
      ),
    repeatedUids: async function* () {
      const seen = new Map();
      for (const one of all)
        for (const { uid } of one.attendees) {
          const before = seen.get(uid);
          if (before && before !== one._id) yield { uid, bookings: [before, one._id] };
          seen.set(uid, one._id);
        }
    },
    mailsOf: async (mails) =>
      new Set(
        mails
          .map(({ prefix }) => prefix)
          .filter((prefix) =>
            documents.outbox.some(
              (/** @type {any} */ row) => row.key.startsWith(prefix) && row.key.endsWith(':client'),
            ),
          ),
      ),
    byId: async (collection, ids) =>
      documents[collection].filter((/** @type {any} */ one) => ids.map(String).includes(String(one._id))),
    defaultSchedules: async (expertIds) =>
      documents.schedules.filter(
        (/** @type {any} */ one) => one.isDefault && expertIds.map(String).includes(String(one.expertId)),
      ),
    all: async function* (collection) {
      if (documents[collection].length > 0) yield documents[collection];
    },
  };
}
