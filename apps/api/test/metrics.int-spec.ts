import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './api-process';
import type { TestApi } from './harness';
import { startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { until } from './until';
import { watch } from './watcher';

const TOKEN = 'a-token-for-the-scrapes-of-tests';
const MONITORING = join(__dirname, '../../../docs/monitoring');

/** Value of one series of a scrape. */
function figure(text: string, series: string): number | undefined {
  const line = text.split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
}

describe('/metrics', () => {
  let api: TestApi;
  let expert: PublishedExpert;
  let port: number;

  beforeAll(async () => {
    port = await freePort();
    api = await startApi({ METRICS_TOKEN: TOKEN, METRICS_PORT: String(port) });
    expert = await publishExpert(api.url);
  });
  afterAll(() => api.close());

  const scrape = async (authorization = `Bearer ${TOKEN}`) => {
    const answer = await fetch(`${api.url}/metrics`, { headers: { Authorization: authorization } });
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
  };

  it('need the token, or access from the same machine where a separate port is set', async () => {
    for (const refused of ['', 'Bearer ', 'Bearer guessed', TOKEN])
      expect((await scrape(refused)).status).toBe(404);
    expect(await scrape()).toMatchObject({ status: 200, type: expect.stringMatching(/^text\/plain; /) });
    const own = await fetch(`http://127.0.0.1:${port}/metrics`);
    expect(own.status).toBe(200);
    expect(await own.text()).toContain('expertbook_http_requests_total');
    expect((await fetch(`http://127.0.0.1:${port}/api/health/live`)).status).toBe(404);
  });

  it('do not exist without a setting', async () => {
    const other = await startApi({ MONGO_URI: api.mongoUri });
    try {
      const answer = await fetch(`${other.url}/metrics`, { headers: { Authorization: 'Bearer ' } });
      expect(answer.status).toBe(404);
    } finally {
      await other.app.close();
    }
  });

  it('count requests by route and status, bookings by outcome, hits, sockets and the outbox', async () => {
    const page = await watch(api.url, expert);
    const [start = '', other = ''] = await expert.starts();
    expect((await expert.book(start)).status).toBe(201);
    expect((await expert.book(start)).status).toBe(409);
    await api.call('POST', '/holds', { body: { eventTypeId: expert.eventType.id, start: other } });
    await api.call('GET', `/experts/${expert.handle}/${expert.handle}?${expert.handle}`);
    await expert.slots();
    await expert.slots();
    const text = await until('all of it is counted', async () => {
      const { text: seen } = await scrape();
      return figure(seen, 'expertbook_change_stream_lag_seconds_count') ? seen : null;
    });
    const route = '/api/v1/bookings';
    const requests = (status: number) =>
      figure(text, `expertbook_http_requests_total{method="POST",route="${route}",status="${status}"}`);
    expect([requests(201), requests(409)]).toEqual([1, 1]);
    expect(figure(text, `expertbook_http_request_duration_seconds_count{route="${route}"}`)).toBe(2);
    const outcomes = (kind: string, outcome: string) =>
      figure(text, `expertbook_bookings_total{kind="${kind}",outcome="${outcome}"}`);
    expect([
      outcomes('booking', 'done'),
      outcomes('booking', 'slot_taken'),
      outcomes('hold', 'done'),
    ]).toEqual([1, 1, 1]);
    expect(figure(text, 'expertbook_problems_total{code="slot_taken",status="409"}')).toBe(1);
    expect(figure(text, 'expertbook_sockets')).toBe(1);
    expect(figure(text, 'expertbook_cache_hits_total{cache="slot_answers"}')).toBeGreaterThan(0);
    expect(figure(text, 'expertbook_cache_bytes{cache="slot_answers"}')).toBeGreaterThan(100);
    expect(figure(text, 'expertbook_change_stream_flowing')).toBe(1);
    expect(figure(text, 'expertbook_calendar_queue_length')).toBe(0);
    for (const name of ['waiting', 'failed', 'age'])
      expect(figure(text, `expertbook_outbox{figure="${name}"}`)).toBeGreaterThanOrEqual(0);
    // No name, address or id is a label.
    expect(text).not.toContain(expert.handle);
    expect(text).not.toContain(expert.eventType.id);
    page.close();
  });

  it.each(['dashboard.json', 'alerts.yml'])('%s uses existing metrics', async (file) => {
    const { text } = await scrape();
    const there = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name));
    const asked = readFileSync(join(MONITORING, file), 'utf8').match(/expertbook_\w+/g) ?? [];
    expect(asked.length).toBeGreaterThan(8);
    expect(asked.filter((name) => !there.has(name.replace(/_bucket$/, '')))).toEqual([]);
  });
});
