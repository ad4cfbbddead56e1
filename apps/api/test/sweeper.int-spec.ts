import type { Hold } from '@expertbook/contracts';
import type { Connection } from 'mongoose';
import { CalendarTransactions } from '../src/app/calendars/calendar-transactions';
import { SWEEPER_LEASE_MS, Sweeper } from '../src/app/leases/sweeper';
import { spawnApi } from './api-process';
import type { TestApi } from './harness';
import { freshMongoUri, startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { openDatabase } from './raw-database';
import { until } from './until';
import { watch } from './watcher';

const EXPERTS = 3;
const HOLDS = 8;
/** It checks twice a second; a busy machine takes longer. */
const SLACK_MS = 5000;

describe('work that one process does for all', () => {
  const MONGO_URI = freshMongoUri();
  let connection: Connection;
  let apis: TestApi[];
  let experts: PublishedExpert[];

  beforeAll(async () => (connection = await openDatabase(MONGO_URI)));
  afterAll(async () => {
    await Promise.all((apis ?? []).slice(1).map(({ app }) => app.close()));
    await apis?.[0]?.close();
    await connection.close();
  });

  const revisions = async () => {
    const calendars = await connection.collection('calendars').find({}).sort({ _id: 1 }).toArray();
    return calendars.map((calendar) => Number(calendar['revision']));
  };
  const leader = () => apis.find(({ app }) => app.get(Sweeper).isLeading);

  it('is taken over when that process is killed, and every hold is removed in one transaction per calendar', async () => {
    const first = await spawnApi({ MONGO_URI });
    await until('it leads', () => connection.collection('leases').findOne({}));
    apis = await Promise.all([1, 2, 3].map(() => startApi({ MONGO_URI })));
    const url = apis[0]?.url ?? '';
    experts = await Promise.all(Array.from({ length: EXPERTS }, () => publishExpert(url)));
    const holds = await Promise.all(
      experts.flatMap(async (expert) => {
        const starts = (await expert.starts()).slice(0, HOLDS);
        const make = (start: string) =>
          apis[0]?.call<Hold>('POST', '/holds', { body: { eventTypeId: expert.eventType.id, start } });
        return Promise.all(starts.map(make));
      }),
    );
    expect(holds.flat().map((answer) => answer?.status)).toEqual(Array(EXPERTS * HOLDS).fill(201));
    const page = await watch(url, experts[0] as PublishedExpert);
    const before = await revisions();

    await first.kill();
    const killedAt = Date.now();
    expect(leader()).toBeUndefined();
    const runs = apis.map(({ app }) => jest.spyOn(app.get(CalendarTransactions), 'run'));
    await connection
      .collection('bookings')
      .updateMany({ status: 'held' }, { $set: { expiresAt: new Date(Date.now() - 1) } });
    const left = () => connection.collection('bookings').countDocuments({ status: 'held' });
    await until('all holds are released', async () => (await left()) === 0);

    expect(Date.now() - killedAt).toBeLessThan(SWEEPER_LEASE_MS + SLACK_MS);
    expect(runs.map(({ mock }) => mock.calls.length).sort()).toEqual([0, 0, EXPERTS]);
    expect(await revisions()).toEqual(before.map((revision) => revision + 1));
    // The page gets all of them at once.
    const { freed } = await page.nextOf('released');
    expect(freed).toHaveLength(HOLDS);
    page.close();
  });

  it('goes to another process at once when that one stops', async () => {
    const stopping = await until('one leads', leader);
    await stopping.app.close();
    apis = apis.filter((api) => api !== stopping);
    const stoppedAt = Date.now();
    await until('another one leads', leader);
    expect(Date.now() - stoppedAt).toBeLessThan(SWEEPER_LEASE_MS / 2);
  });
});
