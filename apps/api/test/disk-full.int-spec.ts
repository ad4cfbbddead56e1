import type { Booking, CreatedBooking } from '@expertbook/contracts';
import { closeSync, openSync } from 'node:fs';
import { findOverlaps } from '../src/app/calendars/overlaps';
import { spawnApi } from './api-process';
import type { Answer, TestApi } from './harness';
import { freshMongoUri, problemOf, startApi } from './harness';
import type { OwnReplicaSet } from './own-replica-set';
import { ownReplicaSet } from './own-replica-set';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { dropDatabase, openDatabase } from './raw-database';
import type { SmallDisk } from './small-disk';
import { smallDisk } from './small-disk';
import { until } from './until';

/** A mongod reserves 300 of them for its journal. */
const MEGABYTES = 500;
const CLIENTS = 6;

describe('a full disk', () => {
  let disk: SmallDisk;
  let set: OwnReplicaSet;
  let api: TestApi;
  let expert: PublishedExpert;
  let starts: string[];

  beforeAll(async () => {
    disk = await smallDisk(MEGABYTES);
    set = await ownReplicaSet(1, disk);
    api = await startApi({ MONGO_URI: set.uriOf('full') });
    expert = await publishExpert(api.url);
    starts = await expert.starts();
  });
  afterAll(async () => {
    try {
      // Audits the data.
      await api.close();
    } finally {
      await set.remove();
      await disk.remove();
    }
  });

  const expectBusy = (answer: Answer<unknown>) => {
    expect({ status: answer.status, code: problemOf(answer).code }).toEqual({
      status: 503,
      code: 'busy_try_again',
    });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  };
  const isRunning = () => {
    try {
      return process.kill(set.pid(), 0);
    } catch {
      return false;
    }
  };

  it('of the database gives "busy, try again" until there is space, and loses and doubles no booking', async () => {
    const booked: CreatedBooking[] = [];
    let over = false;
    let refused = 0;
    // Each client repeats its request with one key until it succeeds, as the page does.
    const clients = Array.from({ length: CLIENTS }, async (_, client) => {
      while (!over) {
        const start = starts.shift();
        if (start === undefined) return;
        const headers = { 'Idempotency-Key': `client-${client}-${start}` };
        await until('the booking', async () => {
          const answer = await expert.book(start, { headers });
          if (answer.status === 201) booked.push(answer.body);
          else expectBusy(answer);
          refused += answer.status === 201 ? 0 : 1;
          return answer.status === 201;
        });
      }
    });
    await until('a dozen bookings', () => booked.length >= 12);
    disk.fill(set.pid());
    await until('the database has given up', async () => {
      // Forces what it writes every minute.
      await api.connection.db
        ?.admin()
        .command({ fsync: 1 })
        .catch(() => undefined);
      return !isRunning();
    });
    await until('each client has been refused', () => refused >= CLIENTS);
    const path = `/experts/${expert.handle}/event-types/${expert.eventType.slug}/slots`;
    const query = new URLSearchParams({ start: '2031-01-01', end: '2031-01-02', timeZone: 'UTC' });
    expectBusy(await api.call('GET', `${path}?${String(query)}`));
    expectBusy(await expert.asExpert('GET', '/bookings'));
    expect((await fetch(`${api.url}/api/health/live`)).status).toBe(200);
    expect((await fetch(`${api.url}/api/health/ready`)).status).toBe(503);

    disk.free();
    const before = booked.length;
    await set.restart();
    await until('bookings again', () => booked.length >= before + 2 * CLIENTS);
    over = true;
    await Promise.all(clients);

    expect(new Set(booked.map(({ uid }) => uid)).size).toBe(booked.length);
    for (const { uid, manageToken, start } of booked) {
      const found = await api.call<Booking>('GET', `/bookings/${uid}`, {
        headers: { 'X-Manage-Token': manageToken },
      });
      expect(found).toMatchObject({ status: 200, body: { uid, start, status: 'confirmed' } });
    }
    expect(await api.connection.collection('bookings').countDocuments()).toBe(booked.length);
    expect(await findOverlaps(api.connection, 5)).toEqual([]);
  }, 180_000);

  it('of the log loses log lines: the API starts, responds and ends as usual', async () => {
    const mongoUri = freshMongoUri();
    const log = openSync('/dev/full', 'w');
    try {
      const apart = await spawnApi({ MONGO_URI: mongoUri, LOG_LEVEL: 'info' }, undefined, log);
      for (let asked = 0; asked < 20; asked += 1) {
        expect((await fetch(`${apart.url}/api/v1/experts/nobody`)).status).toBe(404);
      }
      await apart.stop();
    } finally {
      closeSync(log);
      await dropDatabase(await openDatabase(mongoUri));
    }
  });
});
