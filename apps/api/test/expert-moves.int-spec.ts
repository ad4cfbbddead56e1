import type {
  Booking,
  BookingHistory,
  CreatedBooking,
  EventType,
  SlotsResponse,
} from '@expertbook/contracts';
import type { TestApi } from './harness';
import { problemOf, startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert, tally } from './published-expert';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('the expert reschedules and', () => {
  let api: TestApi;
  let expert: PublishedExpert;
  beforeAll(async () => (api = await startApi()));
  afterAll(() => api.close());
  beforeEach(async () => (expert = await publishExpert(api.url)));

  const day = () => Math.floor(Date.now() / DAY_MS) * DAY_MS + 4 * DAY_MS;
  const at = (hours: number) => new Date(day() + hours * HOUR_MS).toISOString();
  const mustBook = async (hours: number, eventType = expert.eventType): Promise<CreatedBooking> => {
    const answer = await expert.book(at(hours), { eventType });
    expect(answer.status).toBe(201);
    return answer.body;
  };
  const move = ({ uid }: Pick<Booking, 'uid'>, hours: number, more: object = {}) =>
    expert.asExpert<Booking>('POST', `/bookings/${uid}/reschedule`, { start: at(hours), ...more });
  const asClient = <T>(method: string, { uid, manageToken }: CreatedBooking, what: string, body?: object) =>
    api.call<T>(method, `/bookings/${uid}/${what}`, {
      headers: { 'X-Manage-Token': manageToken },
      ...(body && { body }),
    });
  const date = () => at(0).slice(0, 10);
  const query = (more = '') => `slots?start=${date()}&end=${date()}&timeZone=UTC${more}`;
  const times = async ({ uid }: Pick<Booking, 'uid'>, more = '') => {
    const answer = await expert.asExpert<SlotsResponse>('GET', `/bookings/${uid}/${query(more)}`);
    expect(answer.status).toBe(200);
    return hoursOf(answer.body);
  };
  /** Hours of the day, in order. */
  const hoursOf = ({ slots }: SlotsResponse) =>
    (slots[date()] ?? []).map(({ start }) => (Date.parse(start) - day()) / HOUR_MS);
  const retire = async (type: EventType, how: 'off' | 'removed') => {
    const path = `/event-types/${type.id}`;
    const answer =
      how === 'off'
        ? await expert.asExpert('PATCH', path, { active: false })
        : await expert.asExpert('DELETE', path);
    expect(answer.status).toBe(how === 'off' ? 200 : 204);
  };

  describe.each(['off', 'removed'] as const)('with an event type that is %s', (how) => {
    it('can still reschedule its bookings, to suggested times', async () => {
      const booking = await mustBook(2);
      await retire(expert.eventType, how);
      if (how === 'removed') await expert.addEventType({ slug: expert.eventType.slug, durations: [60] });
      expect(await times(booking)).toEqual(expect.arrayContaining([1.5, 2.5, 9]));
      const moved = await move(booking, 9);
      expect(moved).toMatchObject({
        status: 201,
        body: { status: 'confirmed', duration: 30, eventType: { id: expert.eventType.id } },
      });
      const again = await move(moved.body, 9.5);
      expect(again).toMatchObject({ status: 201, body: { rescheduledFrom: moved.body.uid } });
    });

    it('can do so also when the calendar has changed since the first evaluation', async () => {
      const other = await expert.addEventType();
      const booked = [await mustBook(0), await mustBook(1), await mustBook(2), await mustBook(3)];
      await retire(expert.eventType, how);
      const answers = await Promise.all([
        ...booked.map((booking, i) => move(booking, 10 + i)),
        ...[20, 21, 22].map((hours) => expert.book(at(hours), { eventType: other })),
      ]);
      expect(tally(answers)).toEqual({ 201: 7 });
    });

    it('has this right alone: clients can cancel, but are offered no other time', async () => {
      const booking = await mustBook(2);
      await retire(expert.eventType, how);
      const refused = [
        await asClient('POST', booking, 'reschedule', { start: at(9) }),
        await asClient('GET', booking, query()),
        await expert.book(at(5)),
      ];
      const codes = refused.map((answer) => problemOf(answer).code);
      const gone = how === 'off' ? 'event_type_inactive' : 'not_found';
      expect(codes).toEqual(['event_type_inactive', 'event_type_inactive', gone]);
      expect((await asClient('POST', booking, 'cancel', {})).status).toBe(200);
    });
  });

  it('keeps the length of a booking, also where that length is no longer offered', async () => {
    const booking = await mustBook(2);
    await expert.asExpert('PATCH', `/event-types/${expert.eventType.id}`, { durations: [45] });
    expect(problemOf(await asClient('POST', booking, 'reschedule', { start: at(9) })).code).toBe(
      'invalid_duration',
    );
    expect(await times(booking)).toContain(9);
    expect((await move(booking, 9)).body).toMatchObject({ duration: 30 });
    expect(problemOf(await move(await mustBook(12), 15, { duration: 50 })).code).toBe('invalid_duration');
  });

  it('is suggested times for a booking of a private event type, and others are not', async () => {
    const type = await expert.addEventType({ private: true });
    const made = await expert.asExpert<{ url: string }>('POST', `/event-types/${type.id}/links`, {
      kind: 'private',
    });
    const secret = new URL(made.body.url).hash.replace('#link=', '');
    const { body: booking } = await expert.book(at(2), {
      eventType: type,
      headers: { 'X-Link-Token': secret },
    });
    await mustBook(9);
    const free = await times(booking);
    expect(free).toEqual(expect.arrayContaining([0, 1.5, 2.5, 8.5, 9.5]));
    expect(free).not.toContain(9);
    const byClient = await asClient<SlotsResponse>('GET', booking, query());
    expect(hoursOf(byClient.body)).toEqual(free);
    const stranger = await publishExpert(api.url);
    const path = `/bookings/${booking.uid}/${query()}`;
    for (const answer of [await api.call('GET', path), await stranger.asExpert('GET', path)]) {
      expect(problemOf(answer)).toMatchObject({ status: 404, code: 'not_found' });
    }
    expect((await move(booking, 2.5)).status).toBe(201);
    expect(problemOf(await expert.asExpert('GET', path))).toMatchObject({ code: 'illegal_transition' });
  });

  it('is suggested exactly the possible times, and its own time does not block', async () => {
    const limits = { perDay: 1, perWeek: null, minutesPerDay: null };
    const long = await expert.addEventType({ durations: [60], slotInterval: 30, bufferAfter: 15, limits });
    let booking: Pick<Booking, 'uid'> = await mustBook(2, long);
    await mustBook(4);
    const free = await times(booking);
    expect(free).toEqual([0, 0.5, 1, 1.5, 2.5, ...Array.from({ length: 39 }, (_, i) => 4.5 + i / 2)]);
    for (const hours of [0, 2.5, 3, 4, 4.5, 23.5]) {
      const moved = await move(booking, hours);
      expect([hours, moved.status]).toEqual([hours, free.includes(hours) ? 201 : 409]);
      if (moved.status !== 201) continue;
      booking = (await move(moved.body, 2)).body;
    }
  });

  it('frees no time that other attendees of the session still have', async () => {
    const group = await expert.addEventType({ seats: 3, durations: [60], slotInterval: 30 });
    const booking = await mustBook(2, group);
    expect(await times(booking)).toEqual(expect.arrayContaining([1.5, 2.5]));
    await mustBook(2, group);
    const free = await times(booking);
    expect(free.filter((hours) => hours > 0.5 && hours < 3.5)).toEqual([1, 3]);
    expect(problemOf(await move(booking, 1.5)).code).toBe('slot_taken');
    expect((await move(booking, 3)).status).toBe(201);
  });

  it('gets a mail about their own action, and the client one about it as well', async () => {
    const booking = await mustBook(2);
    const moved = await move(booking, 5);
    const last = await api.call<CreatedBooking>('POST', `/bookings/${moved.body.uid}/reschedule`, {
      headers: { 'X-Manage-Token': booking.manageToken },
      body: { start: at(7) },
    });
    const steps = [];
    for (const { uid } of [booking, moved.body, last.body]) {
      const { body } = await expert.asExpert<BookingHistory>('GET', `/bookings/${uid}/history`);
      steps.push(body.items.map(({ status, by }) => `${status} ${by}`));
    }
    expect(steps).toEqual([
      ['confirmed client', 'rescheduled expert'],
      ['confirmed expert', 'rescheduled client'],
      ['confirmed client'],
    ]);
  });
});
