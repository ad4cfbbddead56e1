import type { TestApi } from './harness';
import { startApi } from './harness';
import { tally } from './people';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';

const HOUR_MS = 3_600_000;

describe('limits of holds', () => {
  let api: TestApi;
  let expert: PublishedExpert;
  beforeAll(async () => (api = await startApi({ HOLDS_PER_CLIENT: '5', TRUST_PROXY: 'loopback' })));
  afterAll(() => api.close());
  beforeEach(async () => (expert = await publishExpert(api.url)));

  let next = 0;
  const hold = (address: string, session?: string) => {
    const start = new Date((Math.floor(Date.now() / HOUR_MS) + 72 + (next++ % 300)) * HOUR_MS).toISOString();
    return api.call('POST', '/holds', {
      body: { eventTypeId: expert.eventType.id, start, ...(session && { session }) },
      headers: { 'X-Forwarded-For': address },
    });
  };
  const atOnce = async (count: number, address: (i: number) => string, session?: (i: number) => string) =>
    tally(await Promise.all(Array.from({ length: count }, (_, i) => hold(address(i), session?.(i)))));

  it('count visits without an id by address', async () => {
    expect(await atOnce(9, () => '192.0.2.1')).toEqual({ 201: 5, '429 hold_limit': 4 });
    expect((await hold('192.0.2.2')).status).toBe(201);
  });

  it('count IPv6 addresses by their /64, and mapped IPv4 ones as IPv4', async () => {
    expect(await atOnce(9, (i) => `2001:db8:1:1::${i}`)).toEqual({ 201: 5, '429 hold_limit': 4 });
    expect((await hold('2001:db8:1:2::1')).status).toBe(201);
    expect(await atOnce(4, () => '198.51.100.9')).toEqual({ 201: 4 });
    expect(await atOnce(4, () => '::ffff:198.51.100.9')).toEqual({ 201: 1, '429 hold_limit': 3 });
  });

  it('count visits behind one address separately', async () => {
    expect(
      await atOnce(
        8,
        (i) => `203.0.113.${i}`,
        () => 'visit-name-one',
      ),
    ).toEqual({
      201: 3,
      '429 hold_limit': 5,
    });
    expect((await hold('203.0.113.1', 'visit-name-two')).status).toBe(201);
  });

  it('keep one address from many holds, however many visit ids it sends', async () => {
    expect(
      await atOnce(
        40,
        () => '203.0.113.200',
        (i) => `visit-name-${i}`,
      ),
    ).toEqual({
      201: 20,
      '429 hold_limit': 20,
    });
  });
});
