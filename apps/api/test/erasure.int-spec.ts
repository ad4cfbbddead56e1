import type { Booking, BookingStatistics, CreatedBooking, ErasedClient } from '@expertbook/contracts';
import { Types } from 'mongoose';
import { bucketsOf } from '../src/app/claims/claim-interval';
import { RetentionSweep } from '../src/app/erasure/retention.sweep';
import type { TestApi } from './harness';
import { startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { until } from './until';

const DAY_MS = 86_400_000;
const WORDS = /hopper|gr[aá]ce|New_York|private note|secret answer/iu;

describe('erasing a client', () => {
  let api: TestApi;
  let ada: PublishedExpert;
  let free: string[];
  beforeAll(async () => {
    api = await startApi({ TRANSACTION_DEADLINE_MS: '20000', RETENTION_DAYS: '30' });
    ada = await publishExpert(api.url, {
      guestsAllowed: true,
      questions: [{ id: 'why', kind: 'text', label: 'Why?', required: false }],
    });
    free = await ada.starts();
  });
  afterAll(() => api.close());

  const bookings = () => api.connection.collection('bookings');
  const next = () => free.splice(0, 2)[0] ?? '';
  const grace = { name: 'Grace Hopper', email: 'Grace.Hopper@Example.com', timeZone: 'America/New_York' };
  const bob = { name: 'Bob', email: 'bob@example.com', timeZone: 'UTC' };
  const book = async (attendee: object, more: object = {}, expert = ada) => {
    const answer = await expert.book(next(), { with: { attendee, ...more } });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  };
  /** As if it had been booked for some days ago. */
  const shift = async ({ uid }: CreatedBooking, days: number) => {
    const found = await bookings().findOne({ 'attendees.uid': uid });
    const [start, end] = ['start', 'end'].map((field) => new Date(Number(found?.[field]) - days * DAY_MS));
    const $set = {
      ...{ start, end, padStart: start, padEnd: end, buckets: bucketsOf(Number(start), Number(end)) },
      'history.$[].at': new Date(Number(start) - DAY_MS),
    };
    await bookings().updateOne({ 'attendees.uid': uid }, { $set });
  };
  const of = async ({ uid }: { uid: string }) =>
    (await ada.asExpert<Booking>('GET', `/bookings/${uid}`)).body;

  it('removes them from all bookings with this expert, and no other client', async () => {
    const notes = { notes: 'private note', answers: { why: 'secret answer' }, guests: ['guest@example.com'] };
    const [past, coming] = [
      await book(grace, notes),
      await book({ ...grace, email: 'grace.hopper@example.com' }),
    ];
    const cancelled = await book(grace, notes);
    const headers = { 'X-Manage-Token': cancelled.manageToken };
    const body = { reason: 'Grace is ill' };
    await api.call('POST', `/bookings/${cancelled.uid}/cancel`, { headers, body });
    const asGuest = await book(bob, { guests: ['GRACE.hopper@example.com', 'other@example.com'] });
    const type = await ada.addEventType({ seats: 4 });
    const start = next();
    const inGroup = (attendee: object) =>
      ada.book(start, { eventType: type, with: { attendee } }).then(({ body: one }) => one);
    const [group, other] = [await inGroup(grace), await inGroup(bob)];
    const elsewhere = await publishExpert(api.url);
    const foreign = await book(grace, {}, elsewhere);
    await shift(past, 40);
    await api.connection
      .collection('outbox')
      .updateMany(
        { key: { $regex: `:${past.uid}:` } },
        { $set: { state: 'failed', failedAt: new Date(), payload: { bookingUid: past.uid, name: 'Grace' } } },
      );
    const range = `from=${past.start.slice(0, 10)}&to=${new Date(Date.parse(past.start) + 80 * DAY_MS).toISOString().slice(0, 10)}`;
    const figures = async () =>
      (await ada.asExpert<BookingStatistics>('GET', `/bookings/statistics?${range}`)).body;

    const erase = (uid: string, expert = ada) =>
      expert.asExpert<ErasedClient>('POST', `/bookings/${uid}/erase-client`);
    expect((await erase(past.uid, elsewhere)).status).toBe(404);
    const before = await figures();
    expect(await erase(past.uid)).toMatchObject({ status: 200, body: { erased: 4, cancelled: 2 } });

    for (const one of [past, coming, cancelled, group]) {
      expect(await of(one)).toMatchObject({
        attendee: { name: 'Erased client', email: 'erased@deleted.invalid', timeZone: 'UTC' },
        guests: [],
        answers: {},
        notes: '',
        cancelReason: null,
        erasedAt: expect.any(String) as string,
      });
      const theirs = { headers: { 'X-Manage-Token': one.manageToken } };
      expect((await api.call('GET', `/bookings/${one.uid}`, theirs)).status).toBe(404);
    }
    expect([(await of(past)).status, (await of(coming)).status]).toEqual(['completed', 'cancelled']);
    expect(await of(other)).toMatchObject({ status: 'confirmed', attendee: bob });
    expect(await of(asGuest)).toMatchObject({ attendee: bob, guests: ['other@example.com'] });
    expect((await figures()).booked).toBe(before.booked - 1);
    const seen = await elsewhere.asExpert<Booking>('GET', `/bookings/${foreign.uid}`);
    expect(seen.body.attendee.email).toBe(grace.email);
    expect(await erase(past.uid)).toMatchObject({ status: 200, body: { erased: 0, cancelled: 0 } });

    // They get one mail about what was cancelled; then nothing names them any more.
    const own = { expertId: new Types.ObjectId(ada.me.expert?.id) };
    await until(
      'the mails are out',
      async () =>
        !(await api.connection.collection('outbox').findOne({ state: 'waiting', topic: 'mail.booking' })),
    );
    const mails = await api.connection
      .collection('outbox')
      .find({ key: { $regex: `:cancelled:(${coming.uid}|${group.uid}):.*:client` } })
      .toArray();
    expect(mails.map(({ state }) => state as string)).toEqual(['done', 'done']);
    const left = JSON.stringify([
      await bookings().find(own).toArray(),
      await api.connection
        .collection('outbox')
        .find({ 'payload.bookingUid': { $ne: foreign.uid } })
        .toArray(),
    ]);
    expect(left.match(WORDS)).toBeNull();
  });

  it('happens automatically some days after the end, once for each booking', async () => {
    const marks = api.connection.collection('retention_marks');
    await until('the first sweep of the API is over', () => marks.findOne({}));
    await marks.deleteMany({});
    const [old, recent, coming] = [await book(grace), await book(grace), await book(grace)];
    await shift(old, 33);
    await shift(recent, 20);
    const sweep = api.app.get(RetentionSweep);
    await sweep.sweep({ isOver: true }, new Date());
    expect(await of(old)).toMatchObject({ attendee: { name: 'Grace Hopper' } });
    await sweep.sweep({ isOver: false }, new Date());
    expect(await of(old)).toMatchObject({ status: 'completed', attendee: { name: 'Erased client' } });
    for (const one of [recent, coming]) expect((await of(one)).attendee.name).toBe('Grace Hopper');
    const { erasedAt } = await of(old);
    await sweep.sweep({ isOver: false }, new Date(Date.now() + 20 * DAY_MS));
    expect((await of(recent)).attendee.name).toBe('Erased client');
    expect((await of(old)).erasedAt).toBe(erasedAt);
    expect((await of(coming)).attendee.name).toBe('Grace Hopper');
  });
});
