import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CalendarFeed } from '../src/app/calendars/calendar-feed';
import type { TestApi } from './harness';
import { startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { until } from './until';
import { cacheOf, startsOf, visit } from './visited-page';
import { writeWebApp } from './web-build';

describe('pages of two processes', () => {
  let one: TestApi;
  let other: TestApi;
  let ada: PublishedExpert;
  const webRoot = mkdtempSync(join(tmpdir(), 'web-'));
  beforeAll(async () => {
    writeWebApp(webRoot);
    one = await startApi({ WEB_ROOT: webRoot });
    other = await startApi({ WEB_ROOT: webRoot, MONGO_URI: one.mongoUri });
    ada = await publishExpert(one.url);
  });
  afterAll(async () => {
    await other.app.close();
    await one.close();
    rmSync(webRoot, { recursive: true });
  });

  it('show changes of the other process as soon as they are notified', async () => {
    const path = `/${ada.handle}/${ada.eventType.slug}`;
    const seesTitle = async (title: string) => (await visit(other.url, path)).html.includes(title);
    await until('the page is there', () => seesTitle('Intro call'));
    for (const title of ['First', 'Second', 'Third']) {
      await visit(other.url, path);
      await ada.asExpert('PATCH', `/event-types/${ada.eventType.id}`, { title });
      const since = performance.now();
      await until(`the other process shows ${title}`, () => seesTitle(title));
      // Sooner than any page expires.
      expect(performance.now() - since).toBeLessThan(5000);
    }
    const start = (await ada.starts())[0] ?? '';
    const month = `${path}?month=${start.slice(0, 7)}`;
    const offers = async () =>
      startsOf((await visit(other.url, month)).html).some((free) => Date.parse(free) === Date.parse(start));
    expect(await offers()).toBe(true);
    await ada.book(start);
    await until('the other process offers it no more', async () => !(await offers()));
  });

  it('are rendered for each visit while a process receives no changes', async () => {
    const path = `/${ada.handle}`;
    await visit(other.url, path);
    const flow = jest.spyOn(other.app.get(CalendarFeed, { strict: false }), 'isFlowing', 'get');
    flow.mockReturnValue(false);
    const { hits } = cacheOf(other).figures;
    for (const headline of ['Deaf', 'Still deaf']) {
      await ada.asExpert('PATCH', '/experts/me', { headline });
      for (const _ of [1, 2]) expect((await visit(other.url, path)).html).toContain(headline);
    }
    expect(cacheOf(other).figures.hits).toBe(hits);
    flow.mockRestore();
  });
});
