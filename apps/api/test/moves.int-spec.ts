import type {
  Booking,
  BookingHistory,
  BookingStatus,
  CancelledDay,
  CreatedBooking,
  Hold,
  Schedule,
  SlotsResponse,
} from '@expertbook/contracts';
import { BOOKING_TRANSITIONS } from '@expertbook/contracts';
import { Types } from 'mongoose';
import type { TestApi } from './harness';
import { problemOf, startApi } from './harness';
import { tally } from './people';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('transitions of bookings', () => {
  let api: TestApi;
  let expert: PublishedExpert;
  beforeAll(async () => (api = await startApi()));
  afterAll(() => api.close());
  beforeEach(async () => (expert = await publishExpert(api.url)));

  const day = () => Math.floor(Date.now() / DAY_MS) * DAY_MS + 4 * DAY_MS;
  const at = (hours: number) => new Date(day() + hours * HOUR_MS).toISOString();
  const date = () => at(0).slice(0, 10);
  const expertId = () => new Types.ObjectId(expert.me.expert?.id);
  const documents = async () =>
    JSON.stringify([
      await api.connection.collection('bookings').find({ expertId: expertId() }).sort({ _id: 1 }).toArray(),
      await api.connection.collection<{ _id: Types.ObjectId }>('calendars').findOne({ _id: expertId() }),
    ]);
  const mustBook = async (hours: number): Promise<CreatedBooking> => {
    const answer = await expert.book(at(hours));
    expect(answer.status).toBe(201);
    return answer.body;
  };
  const asClient = <T>(
    { uid, manageToken }: CreatedBooking,
    what: string,
    body: object = {},
    headers: Record<string, string> = {},
  ) =>
    api.call<T>('POST', `/bookings/${uid}/${what}`, {
      body,
      headers: { 'X-Manage-Token': manageToken, ...headers },
    });
  const cancelDay = (body: object = {}) =>
    expert.asExpert<CancelledDay>('POST', '/bookings/cancel-day', { date: date(), ...body });

  describe('according to the table', () => {
    const routes = {
      cancel: 'cancelled',
      confirm: 'confirmed',
      decline: 'declined',
      'no-show': 'no_show',
      reschedule: 'rescheduled',
    } as const;
    const illegal = (Object.keys(BOOKING_TRANSITIONS) as BookingStatus[]).flatMap((from) =>
      (Object.entries(routes) as [keyof typeof routes, BookingStatus][])
        // A repeated cancellation gets the first response.
        .filter(
          ([, to]) =>
            !BOOKING_TRANSITIONS[from].includes(to) && !(from === 'cancelled' && to === 'cancelled'),
        )
        .map(([route]) => [from, route] as const),
    );

    it.each(illegal)('do not let a %s booking %s, and change nothing', async (from, route) => {
      const booking = await mustBook(0);
      const collection = api.connection.collection('bookings');
      const stored = from === 'completed' ? 'confirmed' : from;
      const isOver = from === 'completed' || from === 'no_show';
      const shift = isOver ? 8 * DAY_MS : 0;
      const claim = await collection.findOne({ 'attendees.uid': booking.uid });
      const times = Object.fromEntries(
        ['start', 'end', 'padStart', 'padEnd'].map((name) => [
          name,
          new Date(+(claim?.[name] as Date) - shift),
        ]),
      );
      const live = ['pending', 'confirmed', 'no_show'].includes(stored);
      const buckets = (claim?.['buckets'] as number[]).map((bucket) => bucket - shift / 300_000);
      await collection.updateOne(
        { 'attendees.uid': booking.uid },
        {
          $set: {
            status: stored,
            'attendees.0.status': stored,
            // A request without a deadline would get one in the meantime.
            ...(stored === 'pending' && { 'attendees.0.respondBy': claim?.['start'] as Date }),
            live,
            seatsTaken: live ? 1 : 0,
            buckets,
            ...times,
          },
        },
      );
      const before = await documents();
      const body = route === 'reschedule' ? { start: at(5) } : {};
      const byExpert = await expert.asExpert('POST', `/bookings/${booking.uid}/${route}`, body);
      expect(problemOf(byExpert)).toMatchObject({ status: 409, code: 'illegal_transition' });
      if (route === 'cancel' || route === 'reschedule') {
        expect(problemOf(await asClient(booking, route, body)).code).toBe('illegal_transition');
      }
      expect(await documents()).toBe(before);
      await collection.deleteOne({ 'attendees.uid': booking.uid });
    });
  });

  it('are visible to the expert, oldest first, and to no one else', async () => {
    const booking = await mustBook(0);
    await asClient(booking, 'cancel');
    const { body } = await expert.asExpert<BookingHistory>('GET', `/bookings/${booking.uid}/history`);
    expect(body.items.map(({ status, by }) => `${status} ${by}`)).toEqual([
      'confirmed client',
      'cancelled client',
    ]);
    const stranger = await publishExpert(api.url);
    expect((await stranger.asExpert('GET', `/bookings/${booking.uid}/history`)).status).toBe(404);
  });

  it('of a booking whose event type is switched off or removed report that', async () => {
    const booking = await mustBook(0);
    const path = `/event-types/${expert.eventType.id}`;
    await expert.asExpert('PATCH', path, { active: false });
    expect(problemOf(await asClient(booking, 'reschedule', { start: at(1) })).code).toBe(
      'event_type_inactive',
    );
    await expert.asExpert('DELETE', path);
    expect(problemOf(await asClient(booking, 'reschedule', { start: at(1) })).code).toBe(
      'event_type_inactive',
    );
    expect((await asClient(booking, 'cancel')).status).toBe(200);
  });

  it('within a day that the booking itself fills are offered, held and done, only for it', async () => {
    const limits = { perDay: 1, perWeek: null, minutesPerDay: null };
    const type = await expert.addEventType({ limits, durations: [60], slotInterval: 30 });
    const { body: booking } = await expert.book(at(2), { eventType: type });
    const headers = { 'X-Manage-Token': booking.manageToken };
    const path = `/experts/${expert.handle}/event-types/${type.slug}/slots?start=${date()}&end=${date()}&timeZone=UTC&booking=${booking.uid}`;
    const free = async (shown: Record<string, string>) => {
      const { body } = await api.call<SlotsResponse>('GET', path, { headers: shown });
      return (body.slots[date()] ?? []).map(({ start }) => (Date.parse(start) - day()) / HOUR_MS);
    };
    const offered = await free(headers);
    expect(offered.slice(0, 5)).toEqual([0, 0.5, 1, 3, 3.5]);
    expect([await free({}), await free({ 'X-Manage-Token': 'wrong' })]).toEqual([[], []]);
    const hold = (hours: number, shown: Record<string, string>) =>
      api.call<Hold>('POST', `/holds?booking=${booking.uid}`, {
        body: { eventTypeId: type.id, start: at(hours) },
        headers: shown,
      });
    expect(problemOf(await hold(3, {})).code).toBe('limit_reached');
    // No two claims overlap, so a time over the old one is possible only without a hold.
    expect(problemOf(await hold(2.5, headers)).code).toBe('slot_taken');
    const held = await hold(3, headers);
    expect(held.status).toBe(201);
    const moved = await asClient(booking, 'reschedule', { start: at(3), holdToken: held.body.token });
    expect(moved.status).toBe(201);
  });

  it('to the current time are rejected, and it is not offered', async () => {
    const booking = await mustBook(2);
    const headers = { 'X-Manage-Token': booking.manageToken };
    const refused = [
      await asClient(booking, 'reschedule', { start: at(2) }),
      await asClient(booking, 'reschedule', { start: at(2), duration: booking.duration }),
      await expert.asExpert('POST', `/bookings/${booking.uid}/reschedule`, { start: at(2) }),
    ];
    expect(refused.map((answer) => [answer.status, problemOf(answer).code])).toEqual(
      refused.map(() => [409, 'same_time']),
    );
    const query = `start=${date()}&end=${date()}&timeZone=UTC`;
    const { body } = await api.call<SlotsResponse>('GET', `/bookings/${booking.uid}/slots?${query}`, {
      headers,
    });
    const offered = (body.slots[date()] ?? []).map(({ start }) => Date.parse(start));
    expect(offered).not.toContain(Date.parse(at(2)));
    expect(offered).toContain(Date.parse(at(3)));
    const now = await api.call<Booking>('GET', `/bookings/${booking.uid}`, { headers });
    expect(now.body).toMatchObject({ status: 'confirmed', start: booking.start });
  });

  describe('to another time with an Idempotency-Key', () => {
    const key = { 'Idempotency-Key': 'a-key-of-the-client' };

    it('repeat the first response, and reject another body with 422', async () => {
      const booking = await mustBook(0);
      const first = await asClient<CreatedBooking>(booking, 'reschedule', { start: at(2) }, key);
      expect(first.status).toBe(201);
      expect((await asClient(booking, 'reschedule', { start: at(2) }, key)).body).toEqual(first.body);
      expect(problemOf(await asClient(booking, 'reschedule', { start: at(3) }, key)).code).toBe(
        'idempotency_mismatch',
      );
    });

    it('do not mix up bookings, and reveal nothing to strangers', async () => {
      const [one, other] = [await mustBook(0), await mustBook(1)];
      expect((await asClient(one, 'reschedule', { start: at(2) }, key)).status).toBe(201);
      expect((await asClient(other, 'reschedule', { start: at(3) }, key)).status).toBe(201);
      const wrong = { ...one, manageToken: 'wrong' };
      expect((await asClient(wrong, 'reschedule', { start: at(2) }, key)).status).toBe(404);
    });
  });

  describe('of a whole day', () => {
    it('cancel all of it and nothing else, every attendee too, and notify each client', async () => {
      const group = await expert.addEventType({ seats: 3 });
      const pending = await expert.addEventType({ requiresConfirmation: true });
      const [first, other] = [await mustBook(0), await mustBook(24)];
      await expert.book(at(2), { eventType: group });
      await expert.book(at(2), { eventType: group, name: 'Alan Turing' });
      await expert.book(at(4), { eventType: pending });
      const { body, status } = await cancelDay({ reason: 'I am ill.' });
      expect(status).toBe(200);
      expect(
        body.cancelled.map((one) => `${one.status} ${one.cancelledBy ?? ''} ${one.cancelReason ?? ''}`),
      ).toEqual(Array(4).fill('cancelled expert I am ill.'));
      expect(body.cancelled[0]?.uid).toBe(first.uid);
      const mails = await api.connection
        .collection('outbox')
        .find({
          // By key: a message loses its payload once it is delivered, which can be at any time.
          key: { $regex: `:cancelled:(${body.cancelled.map(({ uid }) => uid).join('|')}):.*:client$` },
        })
        .toArray();
      expect(mails).toHaveLength(4);
      expect((await expert.book(at(0))).status).toBe(201);
      const untouched = await expert.asExpert<CreatedBooking>('GET', `/bookings/${other.uid}`);
      expect(untouched.body.status).toBe('confirmed');
    });

    it('return an empty list for an empty day', async () => {
      const before = await documents();
      expect((await cancelDay()).body).toEqual({ cancelled: [] });
      expect(await documents()).toBe(before);
    });

    it('close it in every schedule when requested, once', async () => {
      await mustBook(0);
      await cancelDay({ closeDay: true });
      await cancelDay({ closeDay: true });
      const [schedule] = (await expert.asExpert<Schedule[]>('GET', '/schedules')).body;
      expect(schedule?.outOfOffice).toMatchObject([{ start: date(), end: date() }]);
      expect(problemOf(await expert.book(at(0))).code).toBe('out_of_office');
    });

    it('leave no partial state with concurrent bookings and cancellations of the same day', async () => {
      const there = [await mustBook(0), await mustBook(1), await mustBook(2)];
      const [cleared, ...others] = await Promise.all([
        cancelDay({ closeDay: true }),
        ...there.map((booking) => asClient(booking, 'cancel')),
        ...[5, 6, 7].map((hours) => expert.book(at(hours))),
      ]);
      expect(cleared.status).toBe(200);
      expect(
        Object.keys(tally(others)).filter((kind) => !/^(200|201|422 out_of_office)$/.test(kind)),
      ).toEqual([]);
      const live = await api.connection
        .collection('bookings')
        .countDocuments({ expertId: expertId(), live: true });
      expect(live).toBe(0);
    });
  });
});
