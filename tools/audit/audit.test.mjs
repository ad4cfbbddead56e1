import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';

import { audit } from './audit.mjs';
import { booking, memorySource, NOW, place, soundDocuments } from './documents.fixture.mjs';

const moment = createRequire(import.meta.url)('moment-timezone');
const HOUR_MS = 3_600_000;

/**
 * @param {Record<string, any>} documents
 * @param {object} [facts]
 */
async function findings(documents, facts = {}) {
  const found = [];
  /** @type {Record<string, number>} */
  const counts = {};
  const known = {
    now: NOW,
    maxHoldMs: 900_000,
    rulesUnchanged: true,
    west: (/** @type {string} */ zone, /** @type {number} */ instant) =>
      moment.tz.zone(zone)?.utcOffset(instant),
    ...facts,
  };
  for await (const one of audit(memorySource(documents), known, counts)) found.push(one);
  return { found, counts };
}

test('accepts valid documents and counts them', async () => {
  const { found, counts } = await findings(soundDocuments());
  assert.deepEqual(found, []);
  assert.deepEqual(counts, {
    bookings: 6,
    live: 4,
    holds: 1,
    attendees: 7,
    experts: 1,
    event_types: 1,
    schedules: 1,
    booking_links: 2,
    outbox: 10,
    idempotency_keys: 1,
  });
});

/**
 * What is broken, what the auditor must say of which document, and how it is broken.
 *
 * @type {[says: string, expected: string[], damage: (documents: any, by: (id: string) => any) => void][]}
 */
const DAMAGES = [
  [
    'an overlap by one minute',
    ['overlap successor'],
    (_, by) => {
      by('moved').padEnd = new Date(+by('successor').padStart + 60_000);
      revive(by('moved'));
    },
  ],
  [
    'an expired hold under a booking',
    ['overlap confirmed'],
    (documents, by) => {
      const gone = { ...by('hold'), _id: 'gone', ...place('2027-03-08T10:50:00Z', 30) };
      documents.bookings.push({ ...gone, expiresAt: new Date(NOW - 1000) });
    },
  ],
  ['a bucket too few', ['buckets-wrong confirmed'], (_, by) => by('confirmed').buckets.pop()],
  ['a bucket that is another', ['buckets-wrong confirmed'], (_, by) => (by('confirmed').buckets[2] += 1)],
  ['a cancelled one that is live', ['live-wrong cancelled'], (_, by) => (by('cancelled').live = true)],
  ['a confirmed one that is not live', ['live-wrong confirmed'], (_, by) => (by('confirmed').live = false)],
  [
    'a past one whose claim has ended',
    [],
    (documents) => documents.bookings.push(past(documents, '2027-02-10T10:00:00Z')),
  ],
  [
    'a past one whose claim ended early',
    ['live-wrong past'],
    (documents) => documents.bookings.push(past(documents, '2027-02-26T10:00:00Z')),
  ],
  [
    'a no-show that gave its time back',
    ['live-wrong confirmed'],
    (_, by) => {
      noShow(by('confirmed'));
      by('confirmed').live = false;
    },
  ],
  ['a no-show that keeps it', [], (_, by) => noShow(by('confirmed'))],
  [
    'a no-show before it began',
    ['history-moment confirmed'],
    (_, by) => {
      noShow(by('confirmed'));
      by('confirmed').history.at(-1).at = new Date(NOW);
    },
  ],
  [
    'a stored "completed"',
    ['status-unknown confirmed', 'history-step confirmed', 'seats-wrong confirmed'],
    (_, by) => {
      const one = by('confirmed');
      one.status = one.attendees[0].status = 'completed';
      one.history.push({ at: new Date(NOW), uid: 'c', status: 'completed', by: 'system' });
    },
  ],
  [
    'guests that are each somebody else',
    [],
    (_, by) => Object.assign(by('confirmed').attendees[0], { email: 'c@x.org', guests: ['d@x.org'] }),
  ],
  [
    'a guest who is the client',
    ['guests-wrong confirmed'],
    (_, by) => Object.assign(by('confirmed').attendees[0], { email: 'c@x.org', guests: ['C@x.org'] }),
  ],
  [
    'a crowd of guests',
    ['guests-wrong confirmed'],
    (_, by) => (by('confirmed').attendees[0].guests = Array.from({ length: 11 }, (_, i) => `${i}@x.org`)),
  ],
  [
    'a guest who is no address',
    ['guests-wrong confirmed'],
    (_, by) => (by('confirmed').attendees[0].guests = ['somebody']),
  ],
  ['a duration that lies', ['duration-wrong confirmed'], (_, by) => (by('confirmed').duration = 45)],
  [
    'a start after its end',
    ['interval-wrong confirmed', 'duration-wrong confirmed'],
    (_, by) => {
      by('confirmed').start = new Date(+by('confirmed').end + 1);
    },
  ],
  [
    'a pad that begins late',
    ['interval-wrong confirmed', 'buckets-wrong confirmed'],
    (_, by) => {
      by('confirmed').padStart = new Date(+by('confirmed').start + 60_000);
    },
  ],
  ['no index against overlaps', ['index-missing no_two_claims_overlap'], ({ indexes }) => indexes.shift()],
  [
    'an index against overlaps of all',
    ['index-missing no_two_claims_overlap'],
    ({ indexes }) => {
      delete indexes[0].partialFilterExpression;
    },
  ],
  [
    'an index that is not unique',
    ['index-missing attendee_uid'],
    ({ indexes }) => (indexes[1].unique = false),
  ],
  [
    'a claim outside of the index',
    ['index-incomplete no_two_claims_overlap'],
    (documents) => {
      documents.claimIndexCounts = { live: 4, indexed: 3 };
    },
  ],
  ['a seat too many', ['seats-wrong group'], (_, by) => (by('group').seatsTaken = 3)],
  [
    'two places of one address',
    ['address-twice group'],
    (_, by) => {
      const [gone, one, other] = by('group').attendees;
      [gone.email, one.email, other.email] = ['c@x.org', 'C@x.org', 'c@X.org '];
    },
  ],
  [
    'a place of an address that left another',
    [],
    (_, by) => {
      const [gone, one, other] = by('group').attendees;
      [gone.email, one.email, other.email] = ['c@x.org', 'c@x.org', 'd@x.org'];
    },
  ],
  ['more people than seats', ['seats-over group', 'people-many group'], (_, by) => (by('group').seats = 1)],
  [
    'a booking without people',
    ['people-none confirmed', 'history-stray confirmed'],
    (_, by) => {
      by('confirmed').attendees = [];
    },
  ],
  [
    'one uid in two bookings',
    ['uid-twice confirmed'],
    (documents) => {
      const twin = booking({
        id: 'twin',
        start: '2027-03-08T18:00:00Z',
        people: [['c', 'pending', 'confirmed']],
      });
      documents.bookings.push(twin);
    },
  ],
  [
    'one uid twice in a group',
    ['uid-twice group'],
    (_, by) => {
      const group = by('group');
      group.attendees.push({ ...group.attendees[1] });
      group.seatsTaken = 3;
    },
  ],
  [
    'a token in the clear',
    ['token-clear confirmed'],
    (_, by) => {
      by('confirmed').attendees[0].tokenHashes = ['W2eJ0Vb1mO3gk5Yb7pHhMqR6c6Wc9mTt'];
    },
  ],
  [
    'a token of a mail in the clear',
    ['token-clear confirmed'],
    (_, by) => (by('confirmed').attendees[0].answerHashes = ['W2eJ0Vb1mO3gk5Yb7pHhMqR6c6Wc9mTt']),
  ],
  [
    'an erased one without a link',
    [],
    (_, by) => Object.assign(by('confirmed').attendees[0], { tokenHashes: [], erasedAt: new Date(NOW) }),
  ],
  [
    'an erased one whose link still opens it',
    ['erased-kept confirmed'],
    (_, by) => (by('confirmed').attendees[0].erasedAt = new Date(NOW)),
  ],
  [
    'a token beside its hash',
    ['token-clear confirmed'],
    (_, by) => {
      by('confirmed').attendees[0].manageToken = 'x';
    },
  ],
  ['a hold token in the clear', ['token-clear hold'], (_, by) => (by('hold').hold.tokenHash = 'x')],
  [
    'a sequence below zero',
    ['sequence-wrong confirmed'],
    (_, by) => (by('confirmed').attendees[0].sequence = -1),
  ],
  [
    'a history that begins in its middle',
    ['history-begin cancelled'],
    (_, by) => by('cancelled').history.shift(),
  ],
  ['a history that ends too early', ['history-end cancelled'], (_, by) => by('cancelled').history.pop()],
  ['no history', ['history-none confirmed'], (_, by) => (by('confirmed').history = [])],
  [
    'a history that goes back in time',
    ['history-order confirmed'],
    (_, by) => {
      by('confirmed').history[1].at = new Date(NOW - 2 * HOUR_MS);
    },
  ],
  [
    'a cancelled booking that came back',
    ['history-step cancelled'],
    (_, by) => {
      const one = by('cancelled');
      revive(one);
      one.attendees[0].status = 'confirmed';
      one.history.push({ at: new Date(NOW), uid: 'x', status: 'confirmed', by: 'expert' });
    },
  ],
  [
    'a document that is not what its people are',
    ['status-wrong confirmed'],
    (_, by) => {
      by('confirmed').status = 'pending';
    },
  ],
  [
    'a successor that forgets',
    ['chain-broken moved'],
    (_, by) => {
      by('successor').attendees[0].rescheduledFrom = null;
    },
  ],
  [
    'a successor that is not there',
    ['chain-broken moved', 'chain-forked successor'],
    (_, by) => {
      by('moved').attendees[0].rescheduledTo = 'gone';
    },
  ],
  [
    'two successors',
    ['chain-forked confirmed'],
    (_, by) => (by('confirmed').attendees[0].rescheduledFrom = 'old'),
  ],
  [
    'a chain over two experts',
    ['chain-expert moved', 'chain-expert successor'],
    (documents, by) => {
      documents.experts.push({ _id: 'bob', userId: 'user' });
      documents.calendars.push({ _id: 'bob', revision: 20 });
      documents.event_types.push({ ...documents.event_types[0], _id: 'bobs', expertId: 'bob' });
      Object.assign(by('successor'), { expertId: 'bob', eventTypeId: 'bobs' });
    },
  ],
  [
    'a moved booking without a successor',
    ['chain-status moved', 'chain-broken successor'],
    (_, by) => {
      by('moved').attendees[0].rescheduledTo = null;
    },
  ],
  ['a hold without its end', ['hold-facts hold'], (_, by) => (by('hold').expiresAt = null)],
  ['a hold without its facts', ['hold-facts hold'], (_, by) => (by('hold').hold = null)],
  [
    'a hold that lives too long',
    ['hold-too-long hold'],
    (_, by) => (by('hold').expiresAt = new Date(NOW + HOUR_MS)),
  ],
  [
    'a hold with people',
    ['hold-people hold'],
    (_, by) => (by('hold').attendees = by('cancelled').attendees.slice()),
  ],
  [
    'a booking that is still a hold',
    ['hold-kept confirmed'],
    (_, by) => (by('confirmed').expiresAt = new Date(NOW)),
  ],
  ['a limit by day', ['limit-exceeded group'], ({ event_types: [type] }) => (type.limits.perDay = 2)],
  ['a limit by week', ['limit-exceeded group'], ({ event_types: [type] }) => (type.limits.perWeek = 2)],
  [
    'a limit of minutes',
    ['limit-exceeded group'],
    ({ event_types: [type] }) => (type.limits.minutesPerDay = 60),
  ],
  [
    'a limit kept in the zone of the schedule',
    [],
    ({ event_types: [type], schedules: [schedule] }) => {
      // 11:00 UTC begins the next day there: one on the one day, two on the other.
      schedule.timeZone = 'Pacific/Tongatapu';
      type.limits = { perDay: 2, perWeek: null, minutesPerDay: null };
    },
  ],
  ['a calendar that is not there', ['calendar-missing ada'], (documents) => (documents.calendars = [])],
  ['a calendar that missed changes', ['revision-low ada'], ({ calendars }) => (calendars[0].revision = 8)],
  ['a mail that was never written', ['mail-missing successor'], ({ outbox }) => outbox.splice(1, 1)],
  [
    'a row in hand for hours',
    ['outbox-stuck booked:old'],
    ({ outbox }) => {
      Object.assign(outbox[0], { state: 'waiting', lockedUntil: new Date(NOW - 2 * HOUR_MS) });
    },
  ],
  [
    'a row that nobody may have',
    ['outbox-stuck booked:old'],
    ({ outbox }) => {
      Object.assign(outbox[0], { state: 'waiting', lockedUntil: new Date(NOW + 2 * HOUR_MS) });
    },
  ],
  ['a row in no state', ['outbox-state booked:old'], ({ outbox }) => (outbox[0].state = 'sending')],
  [
    'a done row that keeps its content',
    ['outbox-kept booked:old'],
    ({ outbox }) => (outbox[0].payload = { a: 1 }),
  ],
  [
    'a row dropped for no reason',
    ['outbox-dropped booked:old'],
    ({ outbox }) => (outbox[0].state = 'dropped'),
  ],
  [
    'a failed row',
    ['outbox-failed booked:old'],
    ({ outbox }) => {
      Object.assign(outbox[0], { state: 'failed', failedAt: new Date(NOW), lastError: 'ECONNREFUSED' });
    },
  ],
  [
    'an answer without its outcome',
    [`idempotency-outcome ${'a'.repeat(64)}`],
    ({ idempotency_keys: [row] }) => {
      delete row.outcome;
    },
  ],
  ['a key in the clear', ['idempotency-hash my-key'], ({ idempotency_keys: [row] }) => (row._id = 'my-key')],
  [
    'a missing expert',
    ['reference-missing confirmed', 'reference-missing hold'],
    (documents) => {
      documents.bookings = documents.bookings.filter((/** @type {any} */ one) =>
        /confirmed|hold/.test(one._id),
      );
      Object.assign(documents, {
        experts: [],
        schedules: [],
        event_types: [{ _id: 'intro', expertId: 'ada' }],
      });
    },
  ],
  [
    'a missing event type',
    ['reference-missing confirmed'],
    (_, by) => (by('confirmed').eventTypeId = 'gone'),
  ],
  [
    "another expert's event type",
    ['reference-missing confirmed', 'reference-missing bobs'],
    (documents, by) => {
      documents.event_types.push({ _id: 'bobs', expertId: 'bob' });
      by('confirmed').eventTypeId = 'bobs';
    },
  ],
  [
    'a link used up by a booking that is not there',
    ['link-use used'],
    ({ booking_links: [, used] }) => (used.usedBy = 'nobody'),
  ],
  ['a link used up by nothing', ['link-use used'], ({ booking_links: [, used] }) => (used.usedBy = null)],
  ['a link used at no time', ['link-use used'], ({ booking_links: [, used] }) => (used.usedAt = null)],
  [
    "a link used up by another event type's booking",
    ['link-use used'],
    ({ booking_links: [, used] }) => (used.eventTypeId = 'other'),
  ],
  [
    'a private link that was used up',
    ['link-use used'],
    ({ booking_links: [, used] }) => (used.kind = 'private'),
  ],
  [
    'the secret of a link in the clear',
    ['token-clear open'],
    ({ booking_links: [open] }) => (open.tokenHash = 'secret'),
  ],
  ['a missing user', ['reference-missing ada'], (documents) => (documents.users = [])],
];

for (const [says, expected, damage] of DAMAGES) {
  test(`finds ${says}`, async () => {
    const documents = soundDocuments();
    damage(documents, (id) => documents.bookings.find((/** @type {any} */ one) => one._id === id));
    const { found } = await findings(documents);
    const seen = new Set(found.map(({ code, id }) => `${code} ${id}`));
    for (const one of expected)
      assert.ok(seen.has(one), `${one} is not among: ${[...seen].join(', ') || 'nothing'}`);
    if (expected.length === 0) assert.deepEqual([...seen], []);
  });
}

test('reports an exceeded limit as a notice unless the rules are known to be unchanged', async () => {
  const documents = soundDocuments();
  documents.event_types[0].limits.perDay = 2;
  const levels = async (/** @type {boolean} */ rulesUnchanged) =>
    (await findings(documents, { rulesUnchanged })).found.map(({ level }) => level);
  assert.deepEqual(await levels(false), ['notice']);
  assert.deepEqual(await levels(true), ['fault']);
});

test('requires no mails older than the outbox keeps them', async () => {
  const documents = soundDocuments();
  documents.outbox = [];
  const later = NOW + 8 * 24 * HOUR_MS;
  const { found } = await findings(documents, { now: later });
  assert.deepEqual(
    found.map(({ code }) => code),
    ['hold-unswept'],
  );
});

/**
 * @param {any} documents
 * @param {string} start ISO
 */
function past({ calendars }, start) {
  calendars[0].revision += 1;
  const one = { ...booking({ id: 'past', start, people: [['p', 'confirmed']] }), live: false };
  one.history[0].at = new Date(NOW - 30 * 24 * HOUR_MS);
  return one;
}

/** @param {any} one */
function revive(one) {
  Object.assign(one, { live: true, status: 'confirmed', seatsTaken: 1 });
}

/** @param {any} one */
function noShow(one) {
  one.status = one.attendees[0].status = 'no_show';
  const at = new Date(+one.start + 60_000);
  one.history.push({ at, uid: one.attendees[0].uid, status: 'no_show', by: 'expert' });
}
