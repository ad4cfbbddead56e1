import type { CreatedBooking, Hold, Problem } from '@expertbook/contracts';
import type { Answer, TestApi } from './harness';
import { problemOf, startApi } from './harness';
import { tally } from './people';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';

const HOUR_MS = 3_600_000;

describe('one network against one expert', () => {
  let api: TestApi;
  let expert: PublishedExpert;
  let starts: string[];
  beforeAll(async () => {
    api = await startApi({
      TRUST_PROXY: 'loopback',
      HOLDS_PER_CLIENT: '5',
      HELD_SHARE: '33',
      BOOKINGS_PER_CLIENT: '8',
    });
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    expert = await publishExpert(api.url);
    starts = await expert.starts();
  });

  const from = (address: string) => ({ 'X-Forwarded-For': address });
  const hold = (start: string, address: string) =>
    api.call<Hold & Problem>('POST', '/holds', {
      body: { eventTypeId: expert.eventType.id, start },
      headers: from(address),
    });
  const book = (start: string, address: string, more: Record<string, unknown> = {}) =>
    expert.book(start, { headers: from(address), with: more });
  /** Holds every free time at once, each from another /64 of one /48. */
  const attack = () =>
    Promise.all(starts.map((start, i) => hold(start, `2001:db8:bad:${i.toString(16)}::1`)));

  it('holds a small part of the free times, and a visitor from elsewhere books while it goes on', async () => {
    expect(starts.length).toBeGreaterThan(150);
    const answers: Answer<Hold & Problem>[] = [];
    let isOver = false;
    const attacking = (async () => {
      while (!isOver) answers.push(...(await attack()));
    })();
    const visitor = '203.0.113.80';
    const visits: unknown[] = [];
    const visit = async () => {
      const [start = ''] = (await expert.starts()).slice(-1);
      const held = await hold(start, visitor);
      const { status, body } = await book(start, visitor, { holdToken: held.body.token });
      return [held.status, status, body.status];
    };
    try {
      for (let i = 0; i < 3; i++) visits.push(await visit());
    } finally {
      isOver = true;
      await attacking;
    }
    expect(visits).toEqual(Array(3).fill([201, 201, 'confirmed']));
    const { 201: held = 0, ...refused } = tally(answers);
    expect(held).toBeGreaterThan(0);
    expect(Object.keys(refused)).toContain('429 hold_limit');
    expect((await expert.starts()).length).toBeGreaterThan((starts.length * 2) / 3);
  });

  it('holds no more of it from many networks than clients may hold together, and who can be booked is', async () => {
    const answers = await Promise.all(starts.map((start, i) => hold(start, `2001:db8:${i.toString(16)}::1`)));
    const { 201: held = 0 } = tally(answers);
    expect(held).toBeGreaterThan(starts.length / 8);
    const left = await expert.starts();
    expect(left.length).toBeGreaterThan((starts.length * 2) / 3 - 1);
    // Nobody gets another hold now, but the time is no less bookable for it.
    expect(problemOf(await hold(left[0] ?? '', '203.0.113.81')).code).toBe('hold_limit');
    expect((await book(left[0] ?? '', '203.0.113.81')).status).toBe(201);
  });

  it('leaves most starts free also where one hold blocks many', async () => {
    const eventType = await expert.addEventType({ durations: [60], slotInterval: 15 });
    const all = await expert.starts(eventType);
    await Promise.all(
      all.map((start, i) =>
        api.call('POST', '/holds', {
          body: { eventTypeId: eventType.id, start },
          headers: from(`2001:db8:${i.toString(16)}::2`),
        }),
      ),
    );
    expect((await expert.starts(eventType)).length).toBeGreaterThan(all.length / 2);
  });

  it('gives what it holds of one expert no weight with another', async () => {
    await attack();
    const other = await publishExpert(api.url);
    const [start = ''] = await other.starts();
    const answer = await api.call('POST', '/holds', {
      body: { eventTypeId: other.eventType.id, start },
      headers: from('203.0.113.82'),
    });
    expect(answer.status).toBe(201);
  });

  it('does not keep the expert from holding a time of their own', async () => {
    await Promise.all(starts.map((start, i) => hold(start, `2001:db8:${i.toString(16)}::3`)));
    const [start = ''] = await expert.starts();
    const own = { eventTypeId: expert.eventType.id, start };
    expect((await hold(start, '203.0.113.83')).status).toBe(429);
    expect((await expert.asExpert('POST', '/holds', own)).status).toBe(201);
  });

  it('books no more than its share of a day, whatever addresses of it and names it uses', async () => {
    const bookAll = async (address: (i: number) => string, count: number) => {
      const answers: Answer<CreatedBooking>[] = [];
      for (let i = 0; i < count; i++) answers.push(await book(starts.shift() ?? '', address(i)));
      return tally(answers)['201'];
    };
    // A quarter of the limit in each process is not counted in all of them.
    expect(await bookAll(() => '192.0.2.7', 14)).toBe(8 + 2);
    expect(await bookAll((i) => `2001:db8:f00:${i}::1`, 40)).toBe(24 + 6);
    const refused = await book(starts[0] ?? '', '192.0.2.7');
    expect(problemOf(refused)).toMatchObject({ status: 429, code: 'rate_limited' });
    expect(problemOf(refused).retryAfter).toBeGreaterThan(HOUR_MS / 1000);
    expect((await book(starts[0] ?? '', '192.0.3.7')).status).toBe(201);
  });
});
