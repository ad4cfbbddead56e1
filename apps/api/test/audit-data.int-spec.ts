import type { EventType } from '@expertbook/contracts';
import { Types } from 'mongoose';
import { audit } from './audit';
import type { TestApi } from './harness';
import { startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';

type Stored = Record<string, unknown> & { _id: Types.ObjectId };

const HOUR = 3_600_000;
const CLAIMS = { name: 'no_two_claims_overlap', key: { expertId: 1, buckets: 1 } } as const;

/** Every possible change of bookings, then one kind of damage after another, written without the API. */
describe('npm run audit-data', () => {
  let api: TestApi;
  let expert: PublishedExpert;
  let group: EventType;
  /** Uids by what happened to them. */
  const uids: Record<string, string> = {};

  beforeAll(async () => {
    api = await startApi();
    expert = await publishExpert(api.url);
    await makeHistory();
  });
  afterAll(() => api.close());

  const collection = (name: string) => api.connection.collection<Stored>(name);
  const bookings = () => collection('bookings');
  const expectStatus = ({ status, body }: { status: number; body: unknown }, wanted: number) => {
    if (status !== wanted) throw new Error(`${status}: ${JSON.stringify(body)}`);
  };

  async function makeHistory(): Promise<void> {
    const asking = await expert.addEventType({
      requiresConfirmation: true,
      bufferBefore: 10,
      bufferAfter: 5,
    });
    group = await expert.addEventType({
      seats: 3,
      limits: { perDay: 3, perWeek: null, minutesPerDay: null },
    });
    let last = 0;
    // Two hours apart and never the same again, so that the damage does not affect a neighbour.
    const free = async (type?: EventType) => {
      const start = (await expert.starts(type)).find((one) => Date.parse(one) >= last + 2 * HOUR) ?? '';
      last = Date.parse(start);
      return start;
    };
    const book = async (type?: EventType, start?: string) => {
      const answer = await expert.book(start ?? (await free(type)), { ...(type && { eventType: type }) });
      expectStatus(answer, 201);
      return answer.body;
    };
    const act = async (uid: string, what: string, body: object = {}) =>
      expectStatus(await expert.asExpert('POST', `/bookings/${uid}/${what}`, body), 200);
    const moved = await book();
    const to = (await expert.starts()).at(-1) ?? '';
    const successor = await api.call<{ uid: string }>('POST', `/bookings/${moved.uid}/reschedule`, {
      body: { start: to },
      headers: { 'X-Manage-Token': moved.manageToken },
    });
    expectStatus(successor, 201);
    uids['rescheduled'] = moved.uid;
    uids['successor'] = successor.body.uid;
    uids['confirmed'] = (await book()).uid;
    uids['cancelled'] = (await book()).uid;
    await act(uids['cancelled'], 'cancel');
    uids['confirmedLater'] = (await book(asking)).uid;
    await act(uids['confirmedLater'], 'confirm');
    uids['declined'] = (await book(asking)).uid;
    await act(uids['declined'], 'decline');
    const together = await free(group);
    uids['first'] = (await book(group, together)).uid;
    uids['second'] = (await book(group, together)).uid;
    uids['left'] = (await book(group, together)).uid;
    await act(uids['left'], 'cancel');
    const held = { eventTypeId: expert.eventType.id, start: await free() };
    expectStatus(await api.call('POST', '/holds', { body: held }), 201);
    const keyed = await expert.book(await free(), { headers: { 'Idempotency-Key': 'a-key-to-be-audited' } });
    expectStatus(keyed, 201);
  }

  /** Damages a document without the API, returns the auditor's codes, and restores the document. */
  async function codesAfter(
    name: string,
    filter: Record<string, unknown>,
    change: Record<string, unknown>,
  ): Promise<string[]> {
    const before = await collection(name).findOne(filter);
    if (!before) throw new Error(`Nothing in ${name} is like ${JSON.stringify(filter)}`);
    const { matchedCount } = await collection(name).updateOne({ _id: before._id }, change);
    expect(matchedCount).toBe(1);
    try {
      return await codes();
    } finally {
      await collection(name).replaceOne({ _id: before._id }, before);
    }
  }

  async function codes(...parameters: string[]): Promise<string[]> {
    const { code, faults, output } = await audit(api.mongoUri, ...parameters);
    if (code === 2) throw new Error(output);
    expect(code).toBe(faults.length > 0 ? 1 : 0);
    return [...new Set(faults.map((line) => line.split(' ')[1] ?? ''))].sort();
  }

  it('accepts the bookings, reschedules, groups, holds and keys of the API, and reports what it read', async () => {
    const { code, faults, notices, output } = await audit(api.mongoUri, '--rules-unchanged');
    expect({ code, faults, notices }).toEqual({ code: 0, faults: [], notices: [] });
    expect(output).toMatch(/9 bookings with 10 attendees; 6 claim their time, 1 of these are holds/);
    expect(output).toContain('1 idempotency keys');
    expect(output).not.toMatch(/Grace|grace@example|Ada|Intro call|mongodb:/);
  });

  it('gives the same result as JSON, one object per line', async () => {
    const { code, output } = await audit(api.mongoUri, '--json');
    expect(code).toBe(0);
    const lines = output.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({ kind: 'summary', faults: 0, notices: 0 }),
    ]);
  });

  const of = (name: string) => ({ 'attendees.uid': uids[name] });
  const later = (ms: number) => new Date(Date.now() + ms);

  it.each<[string, string, string, () => [Record<string, unknown>, Record<string, unknown>]]>([
    [
      'live-wrong',
      'a cancelled booking is live',
      'bookings',
      () => [of('cancelled'), { $set: { live: true } }],
    ],
    [
      'live-wrong',
      'a confirmed booking is not live',
      'bookings',
      () => [of('confirmed'), { $set: { live: false } }],
    ],
    ['buckets-wrong', 'a bucket is missing', 'bookings', () => [of('confirmed'), { $pop: { buckets: 1 } }]],
    ['duration-wrong', 'the duration lies', 'bookings', () => [of('confirmed'), { $set: { duration: 25 } }]],
    ['seats-wrong', 'a seat is counted twice', 'bookings', () => [of('first'), { $inc: { seatsTaken: 1 } }]],
    ['seats-over', 'there are too few seats', 'bookings', () => [of('first'), { $set: { seats: 1 } }]],
    [
      'token-clear',
      'a token lies in the clear',
      'bookings',
      () => [of('confirmed'), { $set: { 'attendees.0.tokenHashes': ['W2eJ0Vb1mO3gk5Yb7pHhMqR6c6Wc9mTt'] } }],
    ],
    [
      'history-end',
      'a status has no history',
      'bookings',
      () => [of('confirmedLater'), { $pop: { history: 1 } }],
    ],
    [
      'history-step',
      'a declined booking came back',
      'bookings',
      () => [
        of('declined'),
        {
          $set: { status: 'confirmed', live: true, seatsTaken: 1, 'attendees.0.status': 'confirmed' },
          $push: { history: { at: new Date(), uid: uids['declined'], status: 'confirmed', by: 'expert' } },
        },
      ],
    ],
    [
      'status-wrong',
      'the document says another thing',
      'bookings',
      () => [of('confirmed'), { $set: { status: 'pending' } }],
    ],
    [
      'chain-broken',
      'a successor forgets',
      'bookings',
      () => [of('successor'), { $set: { 'attendees.0.rescheduledFrom': null } }],
    ],
    [
      'chain-forked',
      'a booking has two successors',
      'bookings',
      () => [of('confirmed'), { $set: { 'attendees.0.rescheduledFrom': uids['rescheduled'] } }],
    ],
    [
      'sequence-wrong',
      'a sequence is negative',
      'bookings',
      () => [of('confirmed'), { $set: { 'attendees.0.sequence': -1 } }],
    ],
    [
      'hold-facts',
      'a hold never ends',
      'bookings',
      () => [{ status: 'held' }, { $set: { expiresAt: null } }],
    ],
    [
      'hold-too-long',
      'a hold lives a day',
      'bookings',
      () => [{ status: 'held' }, { $set: { expiresAt: later(24 * HOUR) } }],
    ],
    [
      'reference-missing',
      'the event type is gone',
      'bookings',
      () => [of('confirmed'), { $set: { eventTypeId: new Types.ObjectId() } }],
    ],
    [
      'reference-missing',
      'the user is gone',
      'experts',
      () => [{}, { $set: { userId: new Types.ObjectId() } }],
    ],
    ['revision-low', 'the calendar missed changes', 'calendars', () => [{}, { $set: { revision: 3 } }]],
    [
      'mail-missing',
      'a mail was never written',
      'outbox',
      () => [
        { key: new RegExp(`:booked:${uids['confirmed']}:.*:client`) },
        { $set: { key: 'mail.booking:gone' } },
      ],
    ],
    [
      'outbox-stuck',
      'a row hangs',
      'outbox',
      () => [
        {},
        { $set: { state: 'waiting', attempts: 1, lockedUntil: later(-2 * HOUR), dueAt: later(HOUR) } },
      ],
    ],
    ['idempotency-outcome', 'an answer was lost', 'idempotency_keys', () => [{}, { $unset: { outcome: 1 } }]],
  ])('finds %s where %s', async (code, _where, name, damage) => {
    expect(await codesAfter(name, ...damage())).toContain(code);
  });

  it('reports sessions over a limit: a notice, or a fault where the rules have not changed', async () => {
    const lowered = { limits: { perDay: null, perWeek: null, minutesPerDay: 25 } };
    expect((await expert.asExpert('PATCH', `/event-types/${expert.eventType.id}`, lowered)).status).toBe(200);
    const { code, notices } = await audit(api.mongoUri);
    expect(code).toBe(0);
    expect(notices.join('\n')).toContain('notice limit-exceeded bookings');
    expect(await codes('--rules-unchanged')).toEqual(['limit-exceeded']);
  });

  it('reports overlaps and duplicate uids where the indexes against them are missing, and the missing indexes', async () => {
    const [confirmed, declined] = await Promise.all([
      bookings().findOne(of('confirmed')),
      bookings().findOne(of('declined')),
    ]);
    if (!confirmed || !declined) throw new Error('The bookings are not there.');
    await bookings().dropIndexes();
    const copy = { ...confirmed, _id: new Types.ObjectId() };
    await bookings().insertOne(copy);
    try {
      expect(await codes()).toEqual(['index-missing', 'overlap', 'uid-twice']);
      const { faults } = await audit(api.mongoUri);
      expect(faults.find((line) => line.includes(' overlap '))).toContain(String(copy._id));
    } finally {
      await bookings().deleteOne({ _id: copy._id });
      await bookings().createIndex(CLAIMS.key, {
        name: CLAIMS.name,
        unique: true,
        partialFilterExpression: { live: true },
      });
      await bookings().createIndex(
        { 'attendees.uid': 1 },
        { name: 'attendee_uid', unique: true, sparse: true },
      );
    }
    expect(await codes()).toEqual([]);
  });

  it('explains in a sentence why it cannot run', async () => {
    const nobody = new URL(api.mongoUri);
    nobody.pathname = '/nobodys_database';
    const empty = await audit(nobody.href);
    expect(empty).toMatchObject({ code: 2, faults: [] });
    expect(empty.output).toBe(
      'audit-data cannot run: The database "nobodys_database" is none of ExpertBook\'s. ' +
        'Name the right one in the address, or start the API once, which makes its collections.\n',
    );
    const wrong = await audit('http://somewhere');
    expect(wrong.code).toBe(2);
    expect(wrong.output).toMatch(/^audit-data cannot run: That is no address of a MongoDB\./);
  });
});
