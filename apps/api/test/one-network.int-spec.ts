import type { CreatedBooking, Hold, Problem, ProofChallenge } from '@expertbook/contracts';
import { PROOF_HEADER } from '@expertbook/contracts';
import { solveChallenge } from 'altcha-lib';
import type { Answer, TestApi } from './harness';
import { problemOf, startApi } from './harness';
import { tally } from './people';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';

const HOUR_MS = 3_600_000;

/** A solution as header value. */
async function solve({ algorithm, challenge, maxnumber, salt, signature }: ProofChallenge): Promise<string> {
  const solution = await solveChallenge(challenge, salt, algorithm, maxnumber).promise;
  const payload = { algorithm, challenge, number: solution?.number, salt, signature };
  return Buffer.from(JSON.stringify(payload)).toString('base64');
}

describe('one network against one expert', () => {
  let api: TestApi;
  let expert: PublishedExpert;
  let starts: string[];
  beforeAll(async () => {
    api = await startApi({
      TRUST_PROXY: 'loopback',
      HOLDS_PER_CLIENT: '5',
      HELD_SHARE: '33',
      PROOF_AFTER: '100',
      BOOKINGS_PER_CLIENT: '8',
    });
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    expert = await publishExpert(api.url);
    starts = await expert.starts();
  });

  const from = (address: string) => ({ 'X-Forwarded-For': address });
  const hold = (start: string, address: string, more: Record<string, string> = {}) =>
    api.call<Hold & Problem>('POST', '/holds', {
      body: { eventTypeId: expert.eventType.id, start },
      headers: { ...from(address), ...more },
    });
  /** Like the page: a second request with the proof, if it is required. */
  const proven = async <T>(ask: (headers: Record<string, string>) => Promise<Answer<T>>) => {
    const answer = await ask({});
    const { challenge } = problemOf(answer);
    return challenge ? ask({ [PROOF_HEADER]: await solve(challenge) }) : answer;
  };
  const book = (start: string, address: string, more: Record<string, unknown> = {}) =>
    expert.book(start, { headers: from(address), with: more });
  /** Holds every free time at once, each from another /64 of one /48. */
  const attack = () =>
    Promise.all(starts.map((start, i) => hold(start, `2001:db8:bad:${i.toString(16)}::1`)));

  it('holds a small share of the free times, and a visitor from elsewhere books meanwhile', async () => {
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
      const held = await proven((more) => hold(start, visitor, more));
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

  it('holds no more of it from many networks than clients may hold together, and the expert can still be booked', async () => {
    const answers = await Promise.all(starts.map((start, i) => hold(start, `2001:db8:${i.toString(16)}::1`)));
    const { 201: held = 0 } = tally(answers);
    expect(held).toBeGreaterThan(starts.length / 8);
    const left = await expert.starts();
    expect(left.length).toBeGreaterThan((starts.length * 2) / 3 - 1);
    // Further holds need a proof of work, but the time stays bookable.
    expect(['hold_limit', 'proof_of_work_required']).toContain(
      problemOf(await hold(left[0] ?? '', '203.0.113.81')).code,
    );
    const booked = await proven((more) =>
      expert.book(left[0] ?? '', { headers: { ...from('203.0.113.81'), ...more } }),
    );
    expect(booked.status).toBe(201);
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

  it('does not affect holds with another expert', async () => {
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
    expect([428, 429]).toContain((await hold(start, '203.0.113.83')).status);
    expect((await expert.asExpert('POST', '/holds', own)).status).toBe(201);
  });

  it('needs a proof of work under load, valid once and for one expert, and booking through a hold needs none', async () => {
    const [first = '', second = '', third = ''] = starts.slice(101);
    expect((await hold(first, '203.0.113.90')).status).toBe(201);
    // More than half of what clients may hold per day, from many networks.
    const some = starts.filter((_, i) => i % 5 === 0);
    for (const wave of [4, 5])
      await Promise.all(some.map((start, i) => hold(start, `2001:db8:${i.toString(16)}::${wave}`)));
    const asked = problemOf(await hold(second, '203.0.113.91'));
    expect(asked).toMatchObject({ status: 428, code: 'proof_of_work_required' });
    if (!asked.challenge) throw new Error('no challenge');
    const right = await solve(asked.challenge);
    const proof = (text: string) => ({ [PROOF_HEADER]: text });
    for (const wrong of ['nonsense', right.slice(0, -8), Buffer.from('{}').toString('base64'), 'null', '=']) {
      expect((await hold(second, '203.0.113.91', proof(wrong))).status).toBe(428);
    }
    const held = await hold(second, '203.0.113.91', proof(right));
    expect(held.status).toBe(201);
    // Used up, and invalid for other experts.
    expect((await hold(third, '203.0.113.92', proof(right))).status).toBe(428);
    const booked = await book(second, '203.0.113.91', { holdToken: held.body.token });
    expect(booked.status).toBe(201);
    expect(problemOf(await book(third, '203.0.113.92')).code).toBe('proof_of_work_required');
    // Rescheduling and cancelling their own bookings, and the expert's own actions, need none.
    const manage = { 'X-Manage-Token': booked.body.manageToken, ...from('203.0.113.91') };
    const moved = await api.call<Hold>('POST', `/holds?booking=${booked.body.uid}`, {
      headers: manage,
      body: { eventTypeId: expert.eventType.id, start: third },
    });
    expect(moved.status).toBe(201);
    const other = await publishExpert(api.url);
    const calm = { eventTypeId: other.eventType.id, start: third };
    expect((await api.call('POST', '/holds', { body: calm, headers: from('203.0.113.93') })).status).toBe(
      201,
    );
  });

  it('books no more than its share of a day, with any of its addresses and names', async () => {
    const bookAll = async (address: (i: number) => string, count: number) => {
      const answers: Answer<CreatedBooking>[] = [];
      for (let i = 0; i < count; i++) answers.push(await book(starts.shift() ?? '', address(i)));
      return tally(answers)['201'];
    };
    // A quarter of the limit in each process is not counted over all of them.
    expect(await bookAll(() => '192.0.2.7', 14)).toBe(8 + 2);
    expect(await bookAll((i) => `2001:db8:f00:${i}::1`, 40)).toBe(24 + 6);
    const refused = await book(starts[0] ?? '', '192.0.2.7');
    expect(problemOf(refused)).toMatchObject({ status: 429, code: 'rate_limited' });
    expect(problemOf(refused).retryAfter).toBeGreaterThan(HOUR_MS / 1000);
    expect((await book(starts[0] ?? '', '192.0.3.7')).status).toBe(201);
  });
});
