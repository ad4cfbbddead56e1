import type { Booking, CreatedBooking } from '@expertbook/contracts';
import { findOverlaps } from '../src/app/calendars/overlaps';
import { spawnApi } from './api-process';
import type { Answer, TestApi } from './harness';
import { problemOf, startApi } from './harness';
import type { OwnReplicaSet } from './own-replica-set';
import { ownReplicaSet } from './own-replica-set';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { until } from './until';
import { watch } from './watcher';

const CONNECTED = 1;
/** The deadline of a transaction and one server selection, and more for a busy machine. */
const MAX_WAIT_MS = 8000;
/** The guaranteed 1.5 s, and more for a busy machine; a silent socket is given up after 2.5 s. */
const READY_WITHIN_MS = 2200;

describe('an outage of the database', () => {
  let set: OwnReplicaSet;
  let api: TestApi;
  let expert: PublishedExpert;
  let starts: string[];

  beforeAll(async () => {
    set = await ownReplicaSet();
    api = await startApi({ MONGO_URI: set.uriOf('outage') });
    expert = await publishExpert(api.url);
    starts = await expert.starts();
  });
  afterAll(async () => {
    try {
      // Audits the data.
      await api.close();
    } finally {
      await set.remove();
    }
  });

  const take = () => starts.shift() ?? '';
  const expectBusy = (answer: Answer<unknown>) => {
    expect({ status: answer.status, code: problemOf(answer).code }).toEqual({
      status: 503,
      code: 'busy_try_again',
    });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  };

  it('does not end a process that starts meanwhile, which waits until the database responds', async () => {
    set.freeze();
    let words = '';
    const starting = spawnApi({ MONGO_URI: set.uriOf('outage') }, (heard) => (words = heard));
    await until('it has asked in vain', () => Promise.resolve(words.includes('asking again')));
    set.resume();
    await (await starting).stop();
  });

  it('gives "busy, try again" while it is frozen, and ends when it resumes', async () => {
    const start = take();
    set.freeze();
    try {
      const asked = Date.now();
      expect((await fetch(`${api.url}/api/health/ready`)).status).toBe(503);
      expect(Date.now() - asked).toBeLessThan(READY_WITHIN_MS);
      const path = `/experts/${expert.handle}/event-types/${expert.eventType.slug}/slots`;
      const query = new URLSearchParams({ start: '2031-01-01', end: '2031-01-02', timeZone: 'UTC' });
      const answers = await Promise.all([
        expert.book(start),
        expert.book(start, { headers: { 'Idempotency-Key': 'a-key-in-hard-times' } }),
        api.call('GET', `${path}?${String(query)}`),
        api.call('POST', '/holds', { body: { eventTypeId: expert.eventType.id, start: take() } }),
        expert.asExpert('GET', '/bookings'),
      ]);
      answers.forEach(expectBusy);
      // Once the driver knows, the response is the same.
      expectBusy(await expert.book(start));
      expect((await fetch(`${api.url}/api/health/live`)).status).toBe(200);
      expect((await fetch(`${api.url}/api/health/ready`)).status).toBe(503);
    } finally {
      set.resume();
    }
    const later = take();
    const booked = await until('bookings are taken again', async () => {
      const answer = await expert.book(later);
      if (answer.status !== 201) expectBusy(answer);
      return answer.status === 201 ? answer : null;
    });
    expect(booked.body).toMatchObject({ status: 'confirmed' });
    expect(await findOverlaps(api.connection, 5)).toEqual([]);
  });

  it('by a kill during a stream of bookings loses none that was acknowledged', async () => {
    const page = await watch(api.url, expert);
    const notices: string[] = [];
    page.socket.on('disconnect', () => notices.push('disconnect'));
    page.socket.on('resync', () => notices.push('resync'));
    page.socket.on('stale', ({ stale }) => notices.push(`stale ${stale}`));
    const acknowledged: CreatedBooking[] = [];
    let over = false;
    const clients = Array.from({ length: 6 }, async () => {
      for (let start = take(); start !== '' && !over; start = take()) {
        const answer = await expert.book(start);
        if (answer.status === 201) acknowledged.push(answer.body);
        else expectBusy(answer);
      }
    });
    await until('a dozen bookings', () => acknowledged.length >= 12);
    set.kill();
    const before = acknowledged.length;
    // A server known to be gone is not waited for: a request waits a few seconds at most.
    await until('the driver knows', () => api.connection.readyState !== CONNECTED);
    const asked = Date.now();
    expectBusy(await expert.book(take()));
    expect(Date.now() - asked).toBeLessThan(MAX_WAIT_MS);
    await set.restart();
    await until('bookings after the restart', () => acknowledged.length >= before + 6 || starts.length === 0);
    over = true;
    await Promise.all(clients);
    expect(acknowledged.length).toBeGreaterThan(before);

    for (const { uid, manageToken } of acknowledged) {
      const found = await api.call<Booking>('GET', `/bookings/${uid}`, {
        headers: { 'X-Manage-Token': manageToken },
      });
      expect(found).toMatchObject({ status: 200, body: { uid, status: 'confirmed' } });
    }
    expect(await findOverlaps(api.connection, 5)).toEqual([]);

    // The page gets changes after the outage on the same connection: the stream resumes where it broke.
    await until('all pushes', async () => {
      const { revision } = await expert.slots();
      return page.changes.at(-1)?.revision === revision;
    });
    const first = page.changes[0]?.revision ?? NaN;
    expect(page.changes.map(({ revision }) => revision)).toEqual(page.changes.map((_, i) => first + i));
    expect(notices).toEqual(['stale true', 'stale false']);
    page.close();
  });
});
