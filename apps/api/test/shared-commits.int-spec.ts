import type { Connection } from 'mongoose';
import { mongo, Types } from 'mongoose';
import type { CalendarChangedEvent } from '../src/app/calendars/calendar-feed';
import type { CalendarChange } from '../src/app/calendars/calendar.schema';
import type { CalendarTransaction, CalendarWrites } from '../src/app/calendars/calendar-transaction';
import { CalendarTransactions } from '../src/app/calendars/calendar-transactions';
import type { TestApi } from './harness';
import { startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';

const CHANGE: CalendarChange = { reason: 'booked', taken: [], freed: [], bookingIds: [] };

describe('calendars that change at the same time', () => {
  let api: TestApi;
  let calendars: CalendarTransactions;
  let notes: ReturnType<Connection['collection']>;
  let opened: jest.SpyInstance;
  const changes: CalendarChangedEvent[] = [];
  beforeAll(async () => {
    api = await startApi();
    calendars = api.app.get(CalendarTransactions);
    calendars.onCommitted((moved) => changes.push(moved));
    notes = api.connection.collection('notes');
    await notes.createIndex({ key: 1 }, { unique: true });
  });
  afterAll(() => api.close());
  beforeEach(() => {
    changes.length = 0;
    opened = jest.spyOn(api.connection, 'startSession');
  });

  const someone = () => new Types.ObjectId();
  const commit = <T>(
    expertId: Types.ObjectId,
    declare: (writes: CalendarWrites) => Promise<T>,
    revision = 0,
  ) =>
    calendars.commit({
      expertId,
      revision,
      change: () => CHANGE,
      declare,
      reevaluate: () => Promise.resolve(),
    });
  const note = (expertId: Types.ObjectId, key: string, revision = 0) =>
    commit(
      expertId,
      async (writes) => {
        await writes.write(notes, [{ insertOne: { document: { key } } }]);
        return { key, revision: writes.revision };
      },
      revision,
    );
  /** Sessions that this process has opened; each transaction has one of its own. */
  const sessions = () => opened.mock.calls.length;
  /** The number of keys with this prefix. */
  const noted = (prefix: string) => notes.countDocuments({ key: new RegExp(`^${prefix}-`) });

  it('share transactions, and each has its own revision and one notification', async () => {
    const experts = Array.from({ length: 20 }, someone);
    const before = sessions();
    const results = await Promise.all(experts.map((expert, i) => note(expert, `share-${i}`)));
    expect(results).toEqual(experts.map((_, i) => ({ key: `share-${i}`, revision: 1 })));
    expect(sessions()).toBeLessThan(before + experts.length / 2);
    expect(changes.map(({ expertId, revision }) => `${expertId.toHexString()} ${revision}`).sort()).toEqual(
      experts.map((expert) => `${expert.toHexString()} 1`).sort(),
    );
    for (const expert of experts) expect(await calendars.revisionOf(expert)).toBe(1);
    expect(await noted('share')).toBe(experts.length);
  });

  it('are independent: one that has changed in the meantime is committed individually', async () => {
    const [late, ...others] = Array.from({ length: 6 }, someone) as [Types.ObjectId, ...Types.ObjectId[]];
    await note(late, 'moved-first');
    const results = await Promise.all([
      note(late, 'moved-late', 0),
      ...others.map((expert, i) => note(expert, `moved-${i}`)),
    ]);
    expect(results.map(({ revision }) => revision)).toEqual([2, 1, 1, 1, 1, 1]);
    expect(await noted('moved')).toBe(7);
  });

  it('are independent: an error of one is the error of that one only', async () => {
    const [loser, missing, ...others] = Array.from({ length: 6 }, someone) as [
      Types.ObjectId,
      Types.ObjectId,
      ...Types.ObjectId[],
    ];
    await notes.insertOne({ key: 'refused-taken' });
    class Gone extends Error {}
    const update = { updateOne: { filter: { key: 'refused-unknown' }, update: { $set: { found: true } } } };
    const outcomes = await Promise.allSettled([
      note(loser, 'refused-taken'),
      commit(missing, (writes) => writes.write(notes, [update], () => new Gone())),
      ...others.map((expert, i) => note(expert, `refused-${i}`)),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
      ...others.map(() => 'fulfilled'),
    ]);
    const [first, second] = outcomes;
    expect(first?.status === 'rejected' && first.reason).toBeInstanceOf(mongo.MongoServerError);
    expect(second?.status === 'rejected' && second.reason).toBeInstanceOf(Gone);
    for (const expert of [loser, missing]) expect(await calendars.revisionOf(expert)).toBe(0);
    for (const expert of others) expect(await calendars.revisionOf(expert)).toBe(1);
    expect(await noted('refused')).toBe(others.length + 1);
  });

  it('have a transaction of their own when they read in it', async () => {
    const [reader, ...others] = Array.from({ length: 5 }, someone) as [Types.ObjectId, ...Types.ObjectId[]];
    const reading = async ({ session, revision }: CalendarTransaction) => {
      const there = await notes.countDocuments({ key: 'reads-never' }, { session });
      return { there, revision, isInside: session.inTransaction() };
    };
    const [read] = await Promise.all([
      calendars.run(reader, CHANGE, reading),
      ...others.map((expert, i) => note(expert, `reads-${i}`)),
    ]);
    expect(read).toEqual({ there: 0, revision: 1, isInside: true });
    expect(await noted('reads')).toBe(others.length);
  });

  it('are booked as if each were alone', async () => {
    const experts: PublishedExpert[] = [];
    for (let i = 0; i < 6; i++) experts.push(await publishExpert(api.url));
    const starts = await Promise.all(experts.map((expert) => expert.starts()));
    const before = sessions();
    for (const nth of [0, 1, 2]) {
      const answers = await Promise.all(
        experts.map((expert, i) =>
          expert.book(starts[i]?.[nth] ?? '', {
            headers: { 'Idempotency-Key': `shared-${nth}-${i}-${expert.handle}` },
          }),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual(experts.map(() => 201));
    }
    expect(sessions()).toBeLessThan(before + 3 * experts.length);
    const left = await Promise.all(experts.map((expert) => expert.starts()));
    expect(left).toEqual(starts.map((all) => all.slice(3)));
  });
});
