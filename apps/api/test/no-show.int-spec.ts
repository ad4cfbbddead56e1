import type { Booking, BookingHistory, BookingStatistics, CreatedBooking } from '@expertbook/contracts';
import { addDays } from '@expertbook/scheduling';
import { mustBeClean } from './audit';
import type { TestApi } from './harness';
import { problemOf, startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';

const STEP_MS = 5 * 60_000;

describe('a no-show', () => {
  let api: TestApi;
  let expert: PublishedExpert;
  beforeAll(async () => (api = await startApi()));
  beforeEach(async () => (expert = await publishExpert(api.url)));
  // Audits the data.
  afterAll(() => api.close());

  const mustBook = async (start: string): Promise<CreatedBooking> => {
    const { status, body } = await expert.book(start);
    expect(status).toBe(201);
    return body;
  };

  /**
   * The past cannot be booked, so a booking is moved there with times, buckets and history, as if it had been made
   * that much earlier. Returns its new start.
   */
  const moveBack = async ({ uid, start }: CreatedBooking, minutesAgo: number): Promise<Date> => {
    const begins = Math.floor(Date.now() / STEP_MS) * STEP_MS - minutesAgo * 60_000;
    const shift = Date.parse(start) - begins;
    const bookings = api.connection.collection('bookings');
    const earlier = (field: string) => ({ [field]: { $subtract: [`$${field}`, shift] } });
    const fields = ['start', 'end', 'padStart', 'padEnd', 'createdAt'].map(earlier);
    const { modifiedCount } = await bookings.updateOne({ 'attendees.uid': uid }, [
      {
        $set: {
          ...(Object.assign({}, ...fields) as object),
          buckets: {
            $map: { input: '$buckets', as: 'one', in: { $subtract: ['$$one', shift / STEP_MS] } },
          },
          history: {
            $map: {
              input: '$history',
              as: 'one',
              in: { $mergeObjects: ['$$one', { at: { $subtract: ['$$one.at', shift] } }] },
            },
          },
        },
      },
    ]);
    expect(modifiedCount).toBe(1);
    return new Date(begins);
  };

  const noShow = (uid: string) => expert.asExpert<Booking>('POST', `/bookings/${uid}/no-show`, {});
  const figures = async (begun: Date): Promise<BookingStatistics> => {
    const date = begun.toISOString().slice(0, 10);
    const path = `/bookings/statistics?from=${addDays(date, -1)}&to=${addDays(date, 1)}`;
    return (await expert.asExpert<BookingStatistics>('GET', path)).body;
  };

  it.each([
    ['under way', 10, 'confirmed'],
    ['over', 120, 'completed'],
  ] as const)('is the result of a session that is %s', async (_when, minutesAgo, before) => {
    const [start = ''] = await expert.starts();
    const booking = await mustBook(start);
    const begun = await moveBack(booking, minutesAgo);
    const path = `/bookings/${booking.uid}`;
    expect((await expert.asExpert<Booking>('GET', path)).body.status).toBe(before);
    expect(await figures(begun)).toMatchObject({ booked: 1, noShows: 0 });

    // Only the expert can set it.
    const headers = { 'X-Manage-Token': booking.manageToken };
    expect((await api.call('POST', `${path}/no-show`, { body: {}, headers })).status).toBe(401);
    const asked = Date.now();
    const answer = await noShow(booking.uid);
    expect(answer).toMatchObject({ status: 200, body: { uid: booking.uid, status: 'no_show' } });

    expect((await expert.asExpert<Booking>('GET', path)).body.status).toBe('no_show');
    expect((await api.call<Booking>('GET', path, { headers })).body.status).toBe('no_show');
    const { items } = (await expert.asExpert<BookingHistory>('GET', `${path}/history`)).body;
    expect(items.map(({ status, by }) => `${status} ${by}`)).toEqual(['confirmed client', 'no_show expert']);
    expect(Math.abs(Date.parse(items[1]?.at ?? '') - asked)).toBeLessThan(60_000);
    expect(await figures(begun)).toMatchObject({ booked: 0, bookedMinutes: 0, noShows: 1, cancelled: 0 });
    const list = await expert.asExpert<{ items: Booking[] }>('GET', '/bookings?status=no_show');
    expect(list.body.items.map(({ uid }) => uid)).toEqual([booking.uid]);
    await mustBeClean(api.mongoUri);

    // It is final: no transition follows, not even the same one.
    for (const what of ['no-show', 'cancel', 'confirm']) {
      const { status, code } = problemOf(await expert.asExpert('POST', `${path}/${what}`, {}));
      expect([what, status, code]).toEqual([what, 409, 'illegal_transition']);
    }
    // No mail is sent about it.
    const mails = await api.connection.collection('outbox').countDocuments({ key: /no.?show/ });
    expect(mails).toBe(0);
  });

  it('is rejected before the session begins', async () => {
    const [start = ''] = await expert.starts();
    const booking = await mustBook(start);
    const refused = problemOf(await noShow(booking.uid));
    expect(refused).toMatchObject({
      status: 409,
      code: 'illegal_transition',
      detail: 'A session can be marked as a no-show once it has started.',
    });
    const { body } = await expert.asExpert<BookingHistory>('GET', `/bookings/${booking.uid}/history`);
    expect(body.items.map(({ status }) => status)).toEqual(['confirmed']);
    expect(await figures(new Date(Date.parse(start)))).toMatchObject({ booked: 1, noShows: 0 });
  });

  it('is set by the expert of the session, and for others it does not exist', async () => {
    const [start = ''] = await expert.starts();
    const booking = await mustBook(start);
    await moveBack(booking, 10);
    const stranger = await publishExpert(api.url);
    const answer = await stranger.asExpert('POST', `/bookings/${booking.uid}/no-show`, {});
    expect(problemOf(answer)).toMatchObject({ status: 404, code: 'not_found' });
    expect((await noShow(booking.uid)).status).toBe(200);
  });

  it('is set once under one key, however often and through whichever process it is sent', async () => {
    const [start = '', other = ''] = await expert.starts();
    const booking = await mustBook(start);
    const second = await mustBook(other);
    const begun = await moveBack(booking, 10);
    await moveBack(second, 120);
    const { accessToken } = expert;
    const send = (uid: string, key: string) =>
      api.call<Booking>('POST', `/bookings/${uid}/no-show`, {
        body: {},
        accessToken,
        headers: { 'Idempotency-Key': key },
      });
    const key = 'note-this-no-show-once';
    const answers = await Promise.all(Array.from({ length: 5 }, () => send(booking.uid, key)));
    // Concurrent requests may be asked to retry; none is rejected.
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.length).toBeLessThan(answers.length);
    for (const answer of refused) expect(problemOf(answer).code).toBe('idempotency_in_progress');
    const first = answers.find(({ status }) => status === 200);
    const again = await send(booking.uid, key);
    expect([again.status, again.body]).toEqual([200, first?.body]);
    expect(again.body).toMatchObject({ uid: booking.uid, status: 'no_show' });

    const { body } = await expert.asExpert<BookingHistory>('GET', `/bookings/${booking.uid}/history`);
    expect(body.items.map(({ status }) => status)).toEqual(['confirmed', 'no_show']);
    expect(await figures(begun)).toMatchObject({ noShows: 1 });

    // The key belongs to this request: it is rejected for another session, and another key does not set it twice.
    const theirs = await send(second.uid, key);
    expect([theirs.status, theirs.body.uid, theirs.body.status]).toEqual([200, second.uid, 'no_show']);
    expect(problemOf(await send(booking.uid, 'another-key-altogether'))).toMatchObject({
      status: 409,
      code: 'illegal_transition',
    });
  });
});
