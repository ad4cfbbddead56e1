import type { Server } from 'node:http';
import { startApi } from './harness';
import { publishExpert, tally } from './published-expert';
import { until } from './until';
import { watch } from './watcher';

const SOON_MS = 10_000;

describe('an API that receives a stop signal', () => {
  it('ends although pages are still watching', async () => {
    const api = await startApi();
    const page = await watch(api.url, await publishExpert(api.url));
    const asked = Date.now();
    await api.close();
    page.close();
    expect(Date.now() - asked).toBeLessThan(SOON_MS);
  });

  it('is not ready while it drains, although it responds', async () => {
    const api = await startApi({ DRAIN_MS: '600' });
    const closing = api.close();
    const answer = await until('it says so', async () => {
      const ready = await fetch(`${api.url}/api/health/ready`);
      return ready.status === 503 ? ready : null;
    });
    expect(answer.headers.get('connection')).toBe('close');
    expect((await fetch(`${api.url}/api/health/live`)).status).toBe(200);
    await closing;
  });

  it('completes requests in progress, and then ends', async () => {
    const api = await startApi();
    const expert = await publishExpert(api.url);
    const starts = (await expert.starts()).slice(0, 20);
    let begun = 0;
    (api.app.getHttpServer() as Server).on('request', () => begun++);
    const answers = Promise.all(starts.map((start) => expert.book(start)));
    await until('all are under way', () => begun === starts.length);
    const asked = Date.now();
    await api.app.close();
    expect(Date.now() - asked).toBeLessThan(SOON_MS);
    expect(tally(await answers)).toEqual({ 201: starts.length });
  });
});
