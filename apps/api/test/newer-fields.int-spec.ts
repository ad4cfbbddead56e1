import type { Booking, CancelledDay, CreatedBooking, Hold } from '@expertbook/contracts';
import { bucketsOf } from '../src/app/claims/claim-interval';
import type { TestApi } from './harness';
import { startApi } from './harness';
import { futureFields, markAll } from './newer-fields';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';

describe('fields of a newer version', () => {
  let api: TestApi;
  let ada: PublishedExpert;
  let free: string[];
  beforeAll(async () => {
    api = await startApi({ TRANSACTION_DEADLINE_MS: '20000' });
    ada = await publishExpert(api.url);
    free = await ada.starts();
  });
  afterAll(() => api.close());

  const next = () => free.splice(0, 2)[0] ?? '';
  const must = async <T>(answer: Promise<{ status: number; body: T }>): Promise<T> => {
    const { status, body } = await answer;
    if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
    return body;
  };
  const book = (more = {}) => must<CreatedBooking>(ada.book(next(), more));
  const asClient = (what: string, { uid, manageToken }: CreatedBooking, body = {}) =>
    must<CreatedBooking>(
      api.call('POST', `/bookings/${uid}/${what}`, { headers: { 'X-Manage-Token': manageToken }, body }),
    );
  const group = () => ada.addEventType({ seats: 3 });

  /** Runs `act` on documents with unknown fields everywhere, and returns those that have lost some. */
  async function lost(act: () => Promise<unknown>): Promise<string[]> {
    await markAll(api.connection);
    const before = await futureFields(api.connection);
    await act();
    const after = await futureFields(api.connection);
    // A booking has no data of its hold, a sent message no content.
    const kept = [...before.paths].filter((path) => !/#\.(hold|payload)\./.test(path));
    return kept.filter((path) => !after.paths.has(path) && after.documents.has(documentOf(path)));
  }
  const documentOf = (path: string) => path.split('#')[0] ?? '';

  it.each<[string, () => Promise<() => Promise<unknown>>]>([
    [
      'a cancellation',
      async () => {
        const one = await book();
        return () => asClient('cancel', one);
      },
    ],
    [
      'a reschedule',
      async () => {
        const one = await book();
        return () => asClient('reschedule', one, { start: next() });
      },
    ],
    [
      'one of a group who leaves',
      async () => {
        const [type, start] = [await group(), next()];
        const one = await must<CreatedBooking>(ada.book(start, { eventType: type }));
        await must(ada.book(start, { eventType: type }));
        return () => asClient('cancel', one);
      },
    ],
    [
      'one who joins a group',
      async () => {
        const [type, start] = [await group(), next()];
        await must(ada.book(start, { eventType: type }));
        return () => must(ada.book(start, { eventType: type }));
      },
    ],
    [
      'one who moves from a group to another',
      async () => {
        const [type, from, to] = [await group(), next(), next()];
        const one = await must<CreatedBooking>(ada.book(from, { eventType: type }));
        await must(ada.book(to, { eventType: type }));
        return () => asClient('reschedule', one, { start: to });
      },
    ],
    [
      'an answer to a request, and to another',
      async () => {
        const type = await ada.addEventType({ requiresConfirmation: true });
        const one = await book({ eventType: type });
        const other = await book({ eventType: type });
        return async () => {
          await must(ada.asExpert('POST', `/bookings/${one.uid}/confirm`));
          await must(ada.asExpert('POST', `/bookings/${other.uid}/decline`, { reason: 'Full' }));
        };
      },
    ],
    [
      'a cancelled day',
      async () => {
        const one = await book();
        return async () => {
          const date = one.start.slice(0, 10);
          const day = await must(
            ada.asExpert<CancelledDay>('POST', '/bookings/cancel-day', { date, closeDay: true }),
          );
          expect(day.cancelled.length).toBeGreaterThan(0);
          free = free.filter((start) => !start.startsWith(date));
        };
      },
    ],
    [
      'a hold that is renewed and booked through',
      async () => {
        const start = next();
        const body = { eventTypeId: ada.eventType.id, start };
        const hold = await must<Hold>(api.call('POST', '/holds', { body }));
        return async () => {
          await must(api.call('POST', `/holds/${hold.token}/renew`));
          await must<Booking>(ada.book(start, { with: { holdToken: hold.token } }));
        };
      },
    ],
    [
      'a no-show',
      async () => {
        const one = await book();
        const from = Math.floor(Date.now() / 300_000 - 12) * 300_000;
        const [start, end] = [new Date(from), new Date(from + 1_800_000)];
        const buckets = bucketsOf(+start, +end);
        const $set = { start, end, padStart: start, padEnd: end, buckets };
        const bookings = api.connection.collection('bookings');
        await bookings.updateOne({ 'attendees.uid': one.uid }, { $set });
        return () => must(ada.asExpert('POST', `/bookings/${one.uid}/no-show`));
      },
    ],
    [
      'changes of what is published',
      async () => {
        const type = await ada.addEventType();
        const schedules = await must(ada.asExpert<{ id: string }[]>('GET', '/schedules'));
        return async () => {
          await must(
            ada.asExpert('PATCH', '/experts/me', { headline: 'New', notifications: { booked: false } }),
          );
          await must(ada.asExpert('PATCH', `/schedules/${schedules[0]?.id ?? ''}`, { name: 'Other' }));
          await must(
            ada.asExpert('PATCH', `/event-types/${type.id}`, { title: 'Other', description: 'New' }),
          );
          await must(ada.asExpert('DELETE', `/event-types/${type.id}`));
        };
      },
    ],
  ])('survive %s', async (_says, prepare) => {
    const act = await prepare();
    expect(await lost(act)).toEqual([]);
  });
});
