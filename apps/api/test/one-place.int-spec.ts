import type { Booking, BookingsPage, CreatedBooking, EventType } from '@expertbook/contracts';
import type { TestApi } from './harness';
import { problemOf, startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert, tally } from './published-expert';

const EMAIL = 'Grace@Example.com';

describe('one person in one group session', () => {
  let api: TestApi;
  let expert: PublishedExpert;
  let group: EventType;
  let starts: string[];
  beforeAll(async () => (api = await startApi()));
  afterAll(() => api.close());
  beforeEach(async () => {
    expert = await publishExpert(api.url);
    group = await expert.addEventType({ seats: 4 });
    starts = await expert.starts(group);
  });

  const join = (i = 0, email = EMAIL, more: object = {}) =>
    expert.book(starts[i] ?? '', {
      eventType: group,
      with: { attendee: { name: 'Grace Hopper', email, timeZone: 'UTC' } },
      ...more,
    });
  const asClient = <T>({ uid, manageToken }: CreatedBooking, what: string, body: object = {}) =>
    api.call<T>('POST', `/bookings/${uid}/${what}`, { headers: { 'X-Manage-Token': manageToken }, body });
  const listed = async () =>
    (await expert.asExpert<BookingsPage>('GET', '/bookings?status=confirmed')).body.items;

  it('has one seat, however the address is written, and no mail is sent about a second one', async () => {
    // By key: a message loses its payload once it is delivered, which can be at any time.
    const mails = () => api.connection.collection('outbox').countDocuments({ key: /^mail\.booking:/ });
    const before = await mails();
    const first = await join();
    expect(first.status).toBe(201);
    for (const email of [EMAIL, 'grace@example.com', '  GRACE@EXAMPLE.COM ']) {
      const refused = problemOf(await join(0, email));
      expect(refused).toMatchObject({ status: 409, code: 'already_booked' });
      expect(refused).not.toHaveProperty('alternatives');
    }
    expect(await listed()).toMatchObject([{ uid: first.body.uid, session: { seats: 4, seatsTaken: 1 } }]);
    expect((await mails()) - before).toBe(2);
    // Others can join, and she can join another session.
    expect((await join(0, 'alan@example.com')).status).toBe(201);
    expect((await join(2)).status).toBe(201);
  });

  it('can join again after leaving, and gets the same response for the same key', async () => {
    const headers = { 'Idempotency-Key': `once-${expert.handle}` };
    const first = await join(0, EMAIL, { headers });
    expect(await join(0, EMAIL, { headers })).toMatchObject({ status: 201, body: first.body });
    const other = { 'Idempotency-Key': `again-${expert.handle}` };
    expect(problemOf(await join(0, EMAIL, { headers: other })).code).toBe('already_booked');
    expect((await asClient<Booking>(first.body, 'cancel')).status).toBe(200);
    // A key repeats its response, errors too; the page sends a new request.
    expect(problemOf(await join(0, EMAIL, { headers: other })).code).toBe('already_booked');
    expect((await join()).status).toBe(201);
  });

  it('does not get a second seat by a reschedule, of the client or the expert; a reschedule to its own session is rejected', async () => {
    const [there, other] = [(await join(0)).body, (await join(2)).body];
    const to = { start: starts[0] };
    expect(problemOf(await asClient(other, 'reschedule', to)).code).toBe('already_booked');
    const byExpert = await expert.asExpert('POST', `/bookings/${other.uid}/reschedule`, to);
    expect(problemOf(byExpert).code).toBe('already_booked');
    expect((await listed()).map(({ uid }) => uid)).toEqual([there.uid, other.uid]);
    expect((await join(0, 'alan@example.com')).status).toBe(201);
    expect(problemOf(await asClient(there, 'reschedule', to)).code).toBe('same_time');
    expect(await listed()).toHaveLength(3);
  });

  it('gets exactly one of many seats requested at the same time', async () => {
    for (let round = 0; round < 8; round++) {
      const answers = await Promise.all(
        Array.from({ length: 6 }, (_, i) => join(round * 2, i % 2 ? EMAIL : EMAIL.toUpperCase())),
      );
      expect(tally(answers)).toEqual({ 201: 1, 409: 5 });
      const codes = answers.filter(({ status }) => status === 409).map((answer) => problemOf(answer).code);
      expect(new Set(codes)).toEqual(new Set(['already_booked']));
    }
    expect(await listed()).toHaveLength(8);
  });
});
