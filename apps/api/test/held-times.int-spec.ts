import type { EventType, Hold, SlotsResponse } from '@expertbook/contracts';
import { expireHold } from './expire-hold';
import type { TestApi } from './harness';
import { startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { until } from './until';

const HALF_HOUR_MS = 1_800_000;

describe('a held time', () => {
  let api: TestApi;
  let expert: PublishedExpert;
  /** An hour long, every half an hour: a hold also blocks its neighbours. */
  let hour: EventType;
  /** Noon, and the half hours around it. */
  let noon: number;
  let held: string[];
  beforeAll(async () => (api = await startApi()));
  afterAll(() => api.close());
  // The next client holds the same time.
  afterEach(() => Promise.all(held.map((token) => api.call('DELETE', `/holds/${token}`))));
  beforeEach(async () => {
    held = [];
    expert = await publishExpert(api.url);
    hour = await expert.addEventType({ durations: [60], slotInterval: 30 });
    const starts = await expert.starts();
    noon = Date.parse(starts.find((start) => start.includes('T12:00')) ?? '');
  });

  const at = (halfHours: number) => new Date(noon + halfHours * HALF_HOUR_MS);
  const hold = async (halfHours: number, { id }: EventType): Promise<Hold> => {
    const body = { eventTypeId: id, start: at(halfHours).toISOString() };
    const answer = await api.call<Hold>('POST', '/holds', { body });
    expect(answer.status).toBe(201);
    held.push(answer.body.token);
    return answer.body;
  };
  /** Half hours from noon, from -2 to 2. */
  const near = (starts: readonly string[]) =>
    starts.map((start) => (Date.parse(start) - noon) / HALF_HOUR_MS).filter((one) => Math.abs(one) <= 2);
  const look = async (type: EventType) => {
    const { slots, held } = await expert.slots(type);
    return {
      free: near(Object.values(slots).flatMap((day) => day.map(({ start }) => start))),
      held: held && near(Object.values(held).flat()),
    };
  };
  const everything = { free: [-2, -1, 0, 1, 2], held: undefined };

  it('is marked only itself; overlapping times are no longer offered, and not marked', async () => {
    expect(await look(hour)).toEqual(everything);
    const { token } = await hold(0, hour);
    expect(await look(hour)).toEqual({ free: [-2, 2], held: [0] });
    // For the shorter event type it blocks two starts; the hold began at one of them.
    expect(await look(expert.eventType)).toEqual({ free: [-2, -1, 2], held: [0] });
    expect((await api.call('DELETE', `/holds/${token}`)).status).toBe(204);
    expect(await look(hour)).toEqual(everything);
    expect(await look(expert.eventType)).toEqual(everything);
  });

  it("is marked under the viewer's own date", async () => {
    await hold(0, hour);
    const date = at(0).toISOString().slice(0, 10);
    const query = new URLSearchParams({ start: date, end: date, timeZone: 'Pacific/Apia' });
    const path = `/experts/${expert.handle}/event-types/${hour.slug}/slots?${String(query)}`;
    // Apia is 13 hours ahead: noon in UTC is the next day there.
    expect((await api.call<SlotsResponse>('GET', path)).body.held).toBeUndefined();
    const next = new URLSearchParams({ ...Object.fromEntries(query), end: nextDay(date) });
    const { held } = (await api.call<SlotsResponse>('GET', path.replace(String(query), String(next)))).body;
    expect(Object.entries(held ?? {}).map(([day, starts]) => [day, starts.map(instantOf)])).toEqual([
      [nextDay(date), [at(0).getTime()]],
    ]);
  });

  it('is not marked where it would not be free without the hold', async () => {
    expect((await expert.book(at(1).toISOString())).status).toBe(201);
    await hold(0, expert.eventType);
    expect(await look(expert.eventType)).toEqual({ free: [-2, -1, 2], held: [0] });
    expect(await look(hour)).toEqual({ free: [-2, 2], held: undefined });
  });

  it('is a booking once it is booked, and free once it has expired', async () => {
    const { token } = await hold(0, hour);
    const booked = await expert.book(at(0).toISOString(), { eventType: hour, with: { holdToken: token } });
    expect(booked.status).toBe(201);
    expect(await look(hour)).toEqual({ free: [-2, 2], held: undefined });
    expect((await expert.asExpert('POST', `/bookings/${booked.body.uid}/cancel`, {})).status).toBe(200);
    await hold(0, hour);
    expect(await look(hour)).toEqual({ free: [-2, 2], held: [0] });
    await expireHold(api.connection, expert.handle, at(0));
    await until('the time', async () => (await look(hour)).held === undefined || null);
    expect(await look(hour)).toEqual(everything);
  });
});

function nextDay(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

function instantOf(start: string): number {
  return Date.parse(start);
}
