import type { EventType, Schedule, SlotsResponse } from '@expertbook/contracts';
import { addDays } from '@expertbook/scheduling';
import type { TestApi } from './harness';
import { problemOf, startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';

const CLOSED = Array.from({ length: 7 }, () => []);
const daily = (start: string, end: string) => Array.from({ length: 7 }, () => [{ start, end }]);

describe('the hours that are offered', () => {
  let api: TestApi;
  let expert: PublishedExpert;
  beforeAll(async () => (api = await startApi()));
  beforeEach(async () => (expert = await publishExpert(api.url)));
  afterAll(() => api.close());

  const day = (i: number) => addDays(new Date().toISOString().slice(0, 10), 3 + i);
  const addSchedule = async (settings: Partial<Schedule> = {}): Promise<Schedule> => {
    const defaults = { name: 'Of its own', timeZone: 'UTC', weekly: CLOSED };
    const created = await expert.asExpert<Schedule>('POST', '/schedules', { ...defaults, ...settings });
    expect(created.status).toBe(201);
    return created.body;
  };
  const change = async ({ id }: { id: string }, settings: Partial<Schedule>): Promise<void> => {
    expect((await expert.asExpert('PATCH', `/schedules/${id}`, settings)).status).toBe(200);
  };
  const theDefault = async (): Promise<Schedule> => {
    const schedules = (await expert.asExpert<Schedule[]>('GET', '/schedules')).body;
    return schedules.find(({ isDefault }) => isDefault) as Schedule;
  };
  /** Times of day by date, in UTC. */
  const offered = async (type: EventType): Promise<Record<string, string[]>> => {
    const query = new URLSearchParams({ start: day(0), end: day(2), timeZone: 'UTC' });
    const path = `/experts/${expert.handle}/event-types/${type.slug}/slots?${String(query)}`;
    const { slots } = (await api.call<SlotsResponse>('GET', path)).body;
    return Object.fromEntries(
      Object.entries(slots).map(([date, times]) => [date, times.map(({ start }) => start.slice(11, 16))]),
    );
  };
  const onEachDay = (...times: string[]) => Object.fromEntries([0, 1, 2].map((i) => [day(i), times]));
  const book = (type: EventType, date: string, time: string) =>
    expert.book(`${date}T${time}:00Z`, { eventType: type });

  it("are those of the event type's own schedule, in its zone, and not the default one's", async () => {
    // Open around the clock by default; here 9 to 10 in Kathmandu (UTC+5:45, the whole year).
    const { id } = await addSchedule({ timeZone: 'Asia/Kathmandu', weekly: daily('09:00', '10:00') });
    const own = await expert.addEventType({ scheduleId: id });
    expect(await offered(own)).toEqual(onEachDay('03:15', '03:45'));
    expect((await offered(expert.eventType))[day(0)]).toHaveLength(48);

    expect(problemOf(await book(own, day(0), '12:00')).code).toBe('outside_hours');
    expect((await book(own, day(0), '03:15')).status).toBe(201);
    // The expert is one person: a time booked under one schedule is taken in the other.
    expect((await offered(expert.eventType))[day(0)]).not.toContain('03:00');

    // Neither follows the other's changes; an event type without a schedule follows the default.
    await change(await theDefault(), { weekly: daily('18:00', '19:00') });
    expect((await offered(own))[day(1)]).toEqual(['03:15', '03:45']);
    expect((await offered(expert.eventType))[day(1)]).toEqual(['18:00', '18:30']);
    await change({ id }, { weekly: daily('10:00', '10:30') });
    expect((await offered(own))[day(1)]).toEqual(['04:15']);
    await expert.asExpert('PATCH', `/event-types/${own.id}`, { scheduleId: null });
    expect((await offered(own))[day(1)]).toEqual(['18:00', '18:30']);
  });

  it('are none on a day out of office, even with an override, and a booking there gets the reason', async () => {
    const type = expert.eventType;
    const override = { date: day(1), ranges: [{ start: '09:00', end: '10:00' }] };
    await change(await theDefault(), {
      weekly: daily('09:00', '10:00'),
      overrides: [override],
      outOfOffice: [{ start: day(1), end: day(1) }],
    });
    expect(await offered(type)).toEqual({ [day(0)]: ['09:00', '09:30'], [day(2)]: ['09:00', '09:30'] });
    const refused = await book(type, day(1), '09:00');
    expect(problemOf(refused)).toMatchObject({ status: 422, code: 'out_of_office' });
    const held = await api.call('POST', '/holds', {
      body: { eventTypeId: type.id, start: `${day(1)}T09:00:00Z` },
    });
    expect(problemOf(held)).toMatchObject({ status: 422, code: 'out_of_office' });

    await change(await theDefault(), { outOfOffice: [] });
    expect((await book(type, day(1), '09:00')).status).toBe(201);
  });

  it('are open by an override on a closed day, and closed by one on an open day', async () => {
    const type = expert.eventType;
    await change(await theDefault(), {
      weekly: CLOSED,
      overrides: [{ date: day(1), ranges: [{ start: '13:00', end: '14:00' }] }],
    });
    expect(await offered(type)).toEqual({ [day(1)]: ['13:00', '13:30'] });
    expect(problemOf(await book(type, day(0), '13:00')).code).toBe('outside_hours');
    expect((await book(type, day(1), '13:00')).status).toBe(201);

    await change(await theDefault(), {
      weekly: daily('09:00', '10:00'),
      overrides: [{ date: day(0), ranges: [] }],
    });
    expect(await offered(type)).toEqual({ [day(1)]: ['09:00', '09:30'], [day(2)]: ['09:00', '09:30'] });
    expect(problemOf(await book(type, day(0), '09:00')).code).toBe('outside_hours');
  });
});
