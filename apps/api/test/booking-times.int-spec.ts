import type { Booking } from '@expertbook/contracts';
import type { TestApi } from './harness';
import { startApi } from './harness';
import { publishExpert } from './published-expert';

const HOUR_MS = 3_600_000;

describe('the times of a booking', () => {
  let api: TestApi;
  beforeAll(async () => (api = await startApi()));
  afterAll(() => api.close());

  it("are also given in the client's wall time, by zone data newer than Node's", async () => {
    const expert = await publishExpert(api.url);
    const [start = ''] = await expert.starts();
    // Vancouver stays seven hours behind all year from November 2026 on; Node's data still has winter time.
    const { body } = await expert.book(start, {
      with: { attendee: { name: 'Grace', email: 'grace@example.com', timeZone: 'America/Vancouver' } },
    });
    const wall = (instant: string) =>
      `${new Date(Date.parse(instant) - 7 * HOUR_MS).toISOString().slice(0, 19)}-07:00`;
    const times = { start: wall(body.start), end: wall(body.end) };
    expect(body.attendeeTimes).toEqual(times);
    const read = await api.call<Booking>('GET', `/bookings/${body.uid}`, {
      headers: { 'X-Manage-Token': body.manageToken },
    });
    expect(read.body.attendeeTimes).toEqual(times);
  });
});
