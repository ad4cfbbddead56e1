import type { Connection } from 'mongoose';
import type { ApiProcess } from './api-process';
import { spawnApi } from './api-process';
import { mustBeClean } from './audit';
import type { Answer } from './harness';
import { freshMongoUri } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { dropDatabase, openDatabase } from './raw-database';
import type { RoundRobinProxy } from './round-robin-proxy';
import { roundRobinProxy } from './round-robin-proxy';
import { until } from './until';
import { watch } from './watcher';

const CLIENTS = 6;
/** Longer than the proxy takes to notice, also on a busy machine. */
const DRAIN_MS = '1500';

describe('a rolling restart behind a proxy that keeps connections', () => {
  const mongoUri = freshMongoUri();
  const settings = {
    MONGO_URI: mongoUri,
    DRAIN_MS,
    PUBLIC_URL: 'http://localhost:3000',
    // A busy machine must not fail the restart.
    TRANSACTION_DEADLINE_MS: '30000',
  };
  let connection: Connection;
  let processes: ApiProcess[];
  let proxy: RoundRobinProxy;
  let expert: PublishedExpert;

  beforeAll(async () => {
    connection = await openDatabase(mongoUri);
    proxy = await roundRobinProxy();
    processes = [await spawnApi(settings), await spawnApi(settings)];
    for (const { url } of processes) proxy.add(url);
    const short = { durations: [5], slotInterval: 5 };
    expert = await publishExpert(proxy.url, short);
  });
  afterAll(async () => {
    await Promise.all(processes.map((one) => one.stop()));
    await proxy.close();
    try {
      await mustBeClean(mongoUri);
    } finally {
      await dropDatabase(connection);
    }
  });

  it('fails no request', async () => {
    const starts = await expert.starts();
    const failed: string[] = [];
    let answered = 0;
    let isOver = false;
    const note = ({ status, body }: Answer<unknown>, wanted: number) => {
      answered += 1;
      if (status !== wanted) failed.push(`${status} ${JSON.stringify(body).slice(0, 200)}`);
    };
    const clients = Array.from({ length: CLIENTS }, async () => {
      for (let start = starts.shift(); start !== undefined && !isOver; start = starts.shift()) {
        note(await expert.book(start), 201);
        note(await expert.asExpert('GET', '/bookings?limit=5'), 200);
        await expert.slots();
      }
    });
    await until('the load is on', () => answered > 40);
    for (const old of [...processes]) {
      const next = await spawnApi(settings);
      proxy.add(next.url);
      const before = answered;
      await old.stop();
      proxy.remove(old.url);
      processes = [...processes.filter((one) => one !== old), next];
      await until('the other ones serve', () => answered > before + 20 || failed.length > 0);
    }
    isOver = true;
    await Promise.all(clients);
    expect({ failed, broken: proxy.broken }).toEqual({ failed: [], broken: [] });
    expect(starts.length).toBeGreaterThan(0);
  });

  it('lets pages reconnect, and reports "not ready" while it drains', async () => {
    const [old] = processes as [ApiProcess];
    const page = await watch(old.url, expert);
    const reasons: string[] = [];
    page.socket.on('disconnect', (reason) => reasons.push(reason));
    const stopping = old.stop();
    const refusal = await until('it is not ready', async () => {
      const answer = await fetch(`${old.url}/api/health/ready`);
      return answer.status === 503 ? answer : null;
    });
    expect(refusal.headers.get('retry-after')).toBe('2');
    expect(await refusal.json()).toMatchObject({ code: 'busy_try_again' });
    const live = await fetch(`${old.url}/api/health/live`);
    expect([live.status, live.headers.get('connection')]).toEqual([200, 'close']);
    // Still served: the proxy may not have noticed yet.
    expect(page.socket.connected).toBe(true);
    await stopping;
    await until('the page noticed', () => reasons.length > 0);
    // After a disconnect by the server, a client would not reconnect ("io server disconnect").
    expect(reasons[0]).toMatch(/^transport (close|error)$/);
    expect(page.socket.active).toBe(true);
    page.close();
  });
});
