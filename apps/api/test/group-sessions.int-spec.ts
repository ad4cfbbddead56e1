import type {
  Booking,
  BookingStatistics,
  BookingsPage,
  CreatedBooking,
  EventType,
  Slot,
} from '@expertbook/contracts';
import { findOverlaps } from '../src/app/calendars/overlaps';
import type { TestApi } from './harness';
import { problemOf, startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert, tally } from './published-expert';
import { watch } from './watcher';

const SEATS = 3;

describe('group sessions', () => {
  let api: TestApi;
  let expert: PublishedExpert;
  let group: EventType;
  let starts: string[];
  beforeAll(async () => (api = await startApi()));
  afterAll(() => api.close());
  beforeEach(async () => {
    expert = await publishExpert(api.url);
    group = await expert.addEventType({ seats: SEATS });
    starts = await expert.starts(group);
  });
  afterEach(async () => expect(await findOverlaps(api.connection, 5)).toEqual([]));

  const join = (start: string, name = 'Grace Hopper') => expert.book(start, { eventType: group, name });
  const asClient = <T>(method: string, path: string, token: string, body?: unknown) =>
    api.call<T>(method, path, { headers: { 'X-Manage-Token': token }, ...(body !== undefined && { body }) });
  const slotAt = async (start: string): Promise<Slot | undefined> =>
    Object.values((await expert.slots(group)).slots)
      .flat()
      .find((slot) => slot.start === start);
  const figures = async (start: string): Promise<BookingStatistics> => {
    const date = start.slice(0, 10);
    const path = `/bookings/statistics?from=${date}&to=${date}`;
    return (await expert.asExpert<BookingStatistics>('GET', path)).body;
  };
  const sessions = () => api.connection.collection('bookings').find({ 'attendees.0': { $exists: true } });
  const documentsOf = async (uid: string) => (await sessions().toArray()).filter((s) => hasUid(s, uid));

  it('put all attendees into one session, each with an own uid and token, until it is full', async () => {
    const [start = ''] = starts;
    const booked: CreatedBooking[] = [];
    for (let i = 0; i < SEATS; i++) {
      expect((await slotAt(start))?.seatsLeft).toBe(SEATS - i);
      const answer = await join(start, `Client ${i}`);
      expect(answer.status).toBe(201);
      booked.push(answer.body);
    }
    expect(await slotAt(start)).toBeUndefined();
    expect(new Set(booked.map(({ uid }) => uid)).size).toBe(SEATS);
    expect(new Set(booked.map(({ meetingUrl }) => meetingUrl)).size).toBe(1);
    const documents = await documentsOf(booked[0]?.uid ?? '');
    expect(documents).toMatchObject([{ seats: SEATS, seatsTaken: SEATS, live: true }]);
    expect(documents[0]?.['attendees']).toHaveLength(SEATS);

    const late = await join(start, 'Too late');
    expect(problemOf(late)).toMatchObject({ status: 409, code: 'slot_taken' });
    expect(problemOf(late).alternatives).toHaveLength(3);
    expect(await expert.starts()).not.toContain(start);
    // One attendee's token does not open another's seat.
    const [a, b] = booked;
    expect((await asClient('GET', `/bookings/${a?.uid}`, a?.manageToken ?? '')).status).toBe(200);
    expect((await asClient('GET', `/bookings/${b?.uid}`, a?.manageToken ?? '')).status).toBe(404);
    const list = await expert.asExpert<BookingsPage>('GET', '/bookings?status=confirmed');
    expect(list.body.items.map(({ attendee }) => attendee.name).sort()).toEqual([
      'Client 0',
      'Client 1',
      'Client 2',
    ]);
  });

  it('give the last seat to exactly one of 40, and all others a 409', async () => {
    const [start = ''] = starts;
    for (let i = 1; i < SEATS; i++) await join(start);
    const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => join(start, `Client ${i}`)));
    expect(tally(answers)).toEqual({ 201: 1, 409: 39 });
    const lost = answers.filter(({ status }) => status === 409).map((answer) => problemOf(answer).code);
    expect(new Set(lost)).toEqual(new Set(['slot_taken']));
  });

  it('start under load as one session with all its seats', async () => {
    const [start = ''] = starts;
    const answers = await Promise.all(Array.from({ length: 12 }, () => join(start)));
    expect(tally(answers)).toEqual({ 201: SEATS, 409: 12 - SEATS });
    const [made] = answers.filter(({ status }) => status === 201);
    expect(await documentsOf(made?.body.uid ?? '')).toMatchObject([{ seatsTaken: SEATS, live: true }]);
  });

  it('have a free seat again after a cancellation, and a free time when all have cancelled', async () => {
    const [start = ''] = starts;
    const booked = [await join(start), await join(start), await join(start)].map(({ body }) => body);
    const cancel = (booking?: CreatedBooking) =>
      asClient<Booking>('POST', `/bookings/${booking?.uid}/cancel`, booking?.manageToken ?? '', {});
    const [first, ...others] = booked;
    // An attendee who left does not get the meeting link of the others.
    expect((await cancel(first)).body).toMatchObject({ status: 'cancelled', meetingUrl: null });
    expect((await slotAt(start))?.seatsLeft).toBe(1);
    expect(await expert.starts()).not.toContain(start);
    const again = await join(start, 'Another');
    expect(again.body.meetingUrl).toBe(first?.meetingUrl);
    expect((await join(start)).status).toBe(409);

    for (const booking of [...others, again.body]) expect((await cancel(booking)).status).toBe(200);
    expect((await slotAt(start))?.seatsLeft).toBe(SEATS);
    expect(await expert.starts()).toContain(start);
  });

  it('accept attendees however many have left, as listed, and those who left keep their pages', async () => {
    const [start = ''] = starts;
    const stays = (await join(start, 'Stays')).body;
    const left: CreatedBooking[] = [];
    for (let i = 0; i < 54; i++) {
      expect((await slotAt(start))?.seatsLeft).toBe(SEATS - 1);
      const answer = await join(start, `Client ${i}`);
      expect(answer.status).toBe(201);
      left.push(answer.body);
      await asClient('POST', `/bookings/${answer.body.uid}/cancel`, answer.body.manageToken, {});
    }
    const [first] = left;
    const documents = await sessions().toArray();
    const own = documents.filter((one) => hasUid(one, stays.uid) || left.some(({ uid }) => hasUid(one, uid)));
    expect(own.map(({ live, seatsTaken }) => [live, seatsTaken]).sort()).toEqual([
      [false, 0],
      [true, 1],
    ]);
    expect(own.find(({ live }) => live === true)?.['attendees'].length).toBeLessThan(10);
    for (const { uid, manageToken } of [first, ...left.slice(-2)].filter((one) => one !== undefined)) {
      const seen = await asClient<Booking>('GET', `/bookings/${uid}`, manageToken);
      expect(seen).toMatchObject({ status: 200, body: { status: 'cancelled', uid } });
      expect((await asClient('POST', `/bookings/${uid}/cancel`, manageToken, {})).status).toBe(200);
    }
    expect((await expert.asExpert('GET', `/bookings/${first?.uid}/history`)).body).toMatchObject({
      items: [{ status: 'confirmed' }, { status: 'cancelled' }],
    });
    const page = await expert.asExpert<BookingsPage>('GET', '/bookings?status=cancelled');
    expect(page.body.items).toHaveLength(left.length);
    // Attendees who left are in two documents; the session that takes place counts once, and not as cancelled.
    expect(await figures(start)).toMatchObject({ booked: 1, cancelled: 0 });
  });

  it('count as one cancelled session once all have left, and as none when someone joins after all', async () => {
    const [start = ''] = starts;
    for (const { body } of [await join(start), await join(start)])
      await asClient('POST', `/bookings/${body.uid}/cancel`, body.manageToken, {});
    expect(await figures(start)).toMatchObject({ booked: 0, cancelled: 1 });
    await join(start);
    expect(await figures(start)).toMatchObject({ booked: 1, bookedMinutes: 30, cancelled: 0 });
    // At another time it is another session.
    const other = (await join(starts[2] ?? '')).body;
    await asClient('POST', `/bookings/${other.uid}/cancel`, other.manageToken, {});
    expect(await figures(start)).toMatchObject({ booked: 1, cancelled: 1 });
  });

  it('can be joined regardless of the limits, and count once', async () => {
    group = await expert.addEventType({
      seats: SEATS,
      limits: { perDay: 1, perWeek: null, minutesPerDay: null },
    });
    const [start = '', other = ''] = starts;
    expect((await join(start)).status).toBe(201);
    expect((await join(start)).status).toBe(201);
    expect(problemOf(await join(other)).code).toBe('limit_reached');
  });

  it('reschedule one attendee into another session and keep the others', async () => {
    const [from = '', to = ''] = starts;
    const [mover, stayer, there] = [await join(from), await join(from), await join(to)];
    const moved = await asClient<CreatedBooking>(
      'POST',
      `/bookings/${mover?.body.uid}/reschedule`,
      mover?.body.manageToken ?? '',
      { start: to },
    );
    expect(moved.status).toBe(201);
    expect(moved.body.meetingUrl).toBe(there?.body.meetingUrl);
    expect(await documentsOf(moved.body.uid)).toMatchObject([{ seatsTaken: 2 }]);
    expect(await documentsOf(stayer?.body.uid ?? '')).toMatchObject([{ seatsTaken: 1, live: true }]);
    expect((await slotAt(from))?.seatsLeft).toBe(SEATS - 1);
    expect((await slotAt(to))?.seatsLeft).toBe(SEATS - 2);
  });

  it('are booked without a hold, which would exclude all others', async () => {
    const held = await api.call('POST', '/holds', { body: { eventTypeId: group.id, start: starts[0] } });
    expect(problemOf(held)).toMatchObject({ status: 422, code: 'validation_failed' });
  });

  it('make watching pages read again instead of reporting the time as taken', async () => {
    const page = await watch(api.url, expert);
    await join(starts[0] ?? '');
    await join(starts[0] ?? '');
    try {
      for (let i = 0; i < 2; i++) {
        const { taken, freed } = await page.nextOf('booked');
        expect({ taken, freed: freed.length }).toEqual({ taken: [], freed: 1 });
      }
    } finally {
      page.close();
    }
  });
});

function hasUid(session: Record<string, unknown>, uid: string): boolean {
  return (session['attendees'] as { uid: string }[]).some((attendee) => attendee.uid === uid);
}
