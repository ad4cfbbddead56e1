import type { EventType } from '@expertbook/contracts';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expireHold } from './expire-hold';
import type { TestApi } from './harness';
import { freshMongoUri, startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { until } from './until';
import type { Page } from './visited-page';
import { cacheOf, startsOf, visit } from './visited-page';
import { writeWebApp } from './web-build';

const webRoot = mkdtempSync(join(tmpdir(), 'web-'));
beforeAll(() => writeWebApp(webRoot));
afterAll(() => rmSync(webRoot, { recursive: true }));

/** A page as it would be rendered now: the query makes it another one for the cache, and the same page. */
let turn = 0;
const fresh = (path: string) => `${path}?reschedule=${'x'.repeat((turn = (turn % 90) + 1))}`;

describe('a cached public page', () => {
  let api: TestApi;
  let ada: PublishedExpert;
  let path: string;
  let month: string;
  beforeAll(async () => {
    api = await startApi({ WEB_ROOT: webRoot });
    ada = await publishExpert(api.url);
    // Includes the day after tomorrow.
    month = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 7);
    path = `/${ada.handle}/${ada.eventType.slug}?month=${month}`;
  });
  afterAll(() => api.close());

  const page = (at: string, headers?: Record<string, string>) => visit(api.url, at, headers);
  /** After this, both come from the cache. */
  const keep = async () => {
    for (const at of [path, `/${ada.handle}`]) {
      await page(at);
      const { hits } = cacheOf(api).figures;
      expect((await page(at)).status).toBe(200);
      expect(cacheOf(api).figures.hits).toBe(hits + 1);
    }
  };
  const freeStart = async () => {
    const starts = await ada.starts();
    const inMonth = starts.find((start) => start.startsWith(month));
    if (!inMonth) throw new Error(`nothing is free in ${month}`);
    return inMonth;
  };
  const isOffered = async (start: string) =>
    startsOf((await page(path)).html).some((one) => Date.parse(one) === Date.parse(start));

  it('has the same bytes and headers as a rendered one', async () => {
    for (const encoding of ['identity', 'gzip', 'br']) {
      const headers = { 'Accept-Encoding': encoding };
      const before = cacheOf(api).figures.hits;
      const [rendered, kept] = [await page(path, headers), await page(path, headers)];
      expect(cacheOf(api).figures.hits).toBe(before + 1);
      expect(kept.html).toBe(rendered.html);
      const listed = ({ headers: all }: Page) =>
        Object.fromEntries([...all].filter(([name]) => !['date', 'x-request-id'].includes(name)));
      expect(listed(kept)).toEqual(listed(rendered));
      expect(kept.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding);
      expect(kept.headers.get('vary')).toBe('Accept-Encoding, Accept-Language, Cookie');
      expect(kept.headers.get('content-security-policy')).toMatch(/script-src 'self' 'sha256-/);
      expect(kept.headers.get('x-request-id')).not.toBe(rendered.headers.get('x-request-id'));
      const tag = { 'If-None-Match': kept.headers.get('etag') ?? '' };
      const unchanged = await page(path, { ...headers, ...tag });
      expect([unchanged.status, unchanged.html]).toEqual([304, '']);
    }
  });

  it('responds to HEAD like to GET, without a body', async () => {
    await keep();
    const head = await fetch(`${api.url}${path}`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(head.headers.get('etag')).toBe((await page(path)).headers.get('etag'));
  });

  it('is separate for each language and zone', async () => {
    await keep();
    expect((await page(path, { 'Accept-Language': 'de' })).html).toContain('<html lang="de"');
    expect((await page(path, { Cookie: 'lang=ar' })).html).toContain('<html lang="ar"');
    expect((await page(path, { Cookie: 'tz=Asia%2FTokyo' })).html).toContain('"timeZone":"Asia/Tokyo"');
    expect((await page(path)).html).toContain('<html lang="en"');
  });

  it('shows a booking, a hold and their end at once', async () => {
    const start = await freeStart();
    await keep();
    expect(await isOffered(start)).toBe(true);
    const { body: booking } = await ada.book(start);
    expect(await isOffered(start)).toBe(false);
    await api.call('POST', `/bookings/${booking.uid}/cancel`, {
      headers: { 'X-Manage-Token': booking.manageToken },
      body: {},
    });
    expect(await isOffered(start)).toBe(true);
    const hold = await api.call('POST', '/holds', { body: { eventTypeId: ada.eventType.id, start } });
    expect(hold.status).toBe(201);
    expect(await isOffered(start)).toBe(false);
    await expireHold(api.connection, ada.handle, new Date(start));
    await until('the time is offered again', () => isOffered(start));
  });

  it('shows the end of a hold that expires', async () => {
    const brief = await startApi({ WEB_ROOT: webRoot, HOLD_TTL: '2', MONGO_URI: freshMongoUri() });
    const bob = await publishExpert(brief.url);
    const start = (await bob.starts())[0] ?? '';
    const at = `/${bob.handle}/${bob.eventType.slug}?month=${start.slice(0, 7)}`;
    const isFree = async () =>
      startsOf((await visit(brief.url, at)).html).some((one) => Date.parse(one) === Date.parse(start));
    await brief.call('POST', '/holds', { body: { eventTypeId: bob.eventType.id, start } });
    expect(await isFree()).toBe(false);
    await until('the hold has ended', isFree, 10_000);
    await brief.close();
  });

  it('shows every change of the expert at once', async () => {
    const typePath = `/event-types/${ada.eventType.id}`;
    const both = [`/${ada.handle}`, path];
    const changes: [method: string, at: string, body: unknown, seen: string, on: string[]][] = [
      ['PATCH', '/experts/me', { name: 'Countess' }, '>Countess<', both],
      ['PATCH', '/experts/me', { headline: 'Numbers' }, 'Numbers', both],
      ['PATCH', '/experts/me', { brandColor: '#ffd400' }, '--mat-sys-primary', both],
      ['PATCH', '/experts/me', { language: 'es' }, '<html lang="es"', both],
      ['PATCH', '/experts/me', { language: 'en' }, '<html lang="en"', both],
      ['PATCH', typePath, { title: 'Deep dive' }, 'Deep dive', both],
      ['PATCH', typePath, { durations: [30, 45] }, '[30,45]', both],
      ['PATCH', typePath, { description: 'An hour of thought.' }, 'An hour of thought.', both],
      [
        'POST',
        '/event-types',
        { slug: 'another', title: 'Another', durations: [30] },
        'Another',
        [both[0] ?? ''],
      ],
    ];
    for (const [method, at, body, seen, on] of changes) {
      await keep();
      expect((await ada.asExpert(method, at, body)).status).toBeLessThan(300);
      for (const one of on)
        expect([one, (await page(one)).html]).toEqual([one, expect.stringContaining(seen)]);
    }
    await keep();
    await ada.asExpert('PATCH', '/experts/me', { allowedSites: ['https://shop.example'] });
    expect((await page(path)).headers.get('content-security-policy')).toContain('https://shop.example');
  });

  it('shows another photo at once', async () => {
    await keep();
    const picture = await sharp({ create: { width: 200, height: 200, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    const form = new FormData();
    form.set('photo', new Blob([picture], { type: 'image/png' }), 'photo.png');
    const put = await fetch(`${api.url}/api/v1/experts/me/photo`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${ada.accessToken}` },
      body: form,
    });
    expect(put.status).toBe(200);
    const { photoUrl } = (await put.json()) as { photoUrl: string };
    for (const at of [`/${ada.handle}`, path]) expect((await page(at)).html).toContain(photoUrl);
    await keep();
    await ada.asExpert('DELETE', '/experts/me/photo');
    for (const at of [`/${ada.handle}`, path]) expect((await page(at)).html).not.toContain(photoUrl);
  });

  it('stays cached while others book, where it shows no times', async () => {
    await keep();
    await ada.book(await freeStart());
    const { hits } = cacheOf(api).figures;
    await page(`/${ada.handle}`);
    expect(cacheOf(api).figures.hits).toBe(hits + 1);
  });

  it('is gone at once where there is nothing to see any more, and never existed for private pages', async () => {
    const secret = await ada.addEventType({ slug: 'secret', title: 'Hush', private: true });
    const open = await ada.addEventType({ slug: 'open', title: 'Open' });
    const openPath = `/${ada.handle}/open`;
    const entries = cacheOf(api).figures.entries;
    for (const _ of [1, 2]) expect((await page(`/${ada.handle}/${secret.slug}`)).status).toBe(404);
    expect(cacheOf(api).figures.entries).toBe(entries);
    for (const hidden of [{ private: true }, { active: false }]) {
      for (const _ of [1, 2]) expect((await page(openPath)).status).toBe(200);
      await ada.asExpert('PATCH', `/event-types/${open.id}`, hidden);
      const gone = await page(openPath);
      expect([gone.status, gone.html.includes('Open')]).toEqual([404, false]);
      await ada.asExpert('PATCH', `/event-types/${open.id}`, { private: false, active: true });
    }
    expect((await page(openPath)).status).toBe(200);
    await ada.asExpert('DELETE', `/event-types/${open.id}`);
    expect((await page(openPath)).status).toBe(404);
  });

  it('counts towards the rate limit like any other', async () => {
    const limited = await startApi({ WEB_ROOT: webRoot, RATE_LIMIT: '3', MONGO_URI: freshMongoUri() });
    const home = [];
    for (let i = 0; i < 5; i++) home.push((await visit(limited.url, '/')).html.includes('noindex'));
    expect(home).toEqual([false, false, false, true, true]);
    expect(cacheOf(limited).figures.hits).toBeGreaterThan(0);
    await limited.close();
  });

  it('equals a rendered one, after any sequence of changes', async () => {
    const eventTypes: EventType[] = [await ada.addEventType(), await ada.addEventType({ hidden: true })];
    const booked: { uid: string; manageToken: string }[] = [];
    const typeAt = (i: number) => eventTypes[i % eventTypes.length] as EventType;
    const change = async (kind: string, i: number) => {
      const type = typeAt(i);
      if (kind === 'book') {
        const starts = await ada.starts(type);
        const { status, body } = await ada.book(starts[i % starts.length] ?? '', { eventType: type });
        if (status === 201) booked.push(body);
      } else if (kind === 'cancel') {
        const last = booked.pop();
        const headers = { 'X-Manage-Token': last?.manageToken ?? '' };
        if (last) await api.call('POST', `/bookings/${last.uid}/cancel`, { headers, body: {} });
      } else if (kind === 'hold') {
        const starts = await ada.starts(type);
        await api.call('POST', '/holds', {
          body: { eventTypeId: type.id, start: starts[(7 * i) % starts.length] },
        });
      } else if (kind === 'profile') await ada.asExpert('PATCH', '/experts/me', { headline: `No. ${i}` });
      else if (kind === 'type')
        await ada.asExpert('PATCH', `/event-types/${type.id}`, { title: `Talk ${i}`, hidden: i % 3 === 0 });
      else await ada.asExpert('PATCH', `/event-types/${type.id}`, { minimumNotice: 60 * (i % 5) });
    };
    const sequences = fc.array(
      fc.tuple(fc.constantFrom('book', 'cancel', 'hold', 'profile', 'type', 'rules'), fc.nat(1000)),
      { minLength: 1, maxLength: 8 },
    );
    const dataIn = ({ html }: Page) => /id="eb-data">([^<]*)/.exec(html)?.[1];
    await fc.assert(
      fc.asyncProperty(sequences, async (sequence) => {
        for (const [kind, i] of sequence) {
          await change(kind, i);
          for (const at of eventTypes.map(({ slug }) => `/${ada.handle}/${slug}`)) {
            const [shown, kept, rendered] = [await page(at), await page(at), await page(fresh(at))];
            expect(kept.html).toBe(shown.html);
            expect(dataIn(kept)).toBe(dataIn(rendered));
          }
          const { html } = await page(`/${ada.handle}`);
          const { body } = await api.call<object>('GET', `/experts/${ada.handle}`);
          expect(JSON.parse(dataIn({ html } as Page) ?? '{}')).toEqual({
            path: `/${ada.handle}`,
            page: body,
          });
        }
      }),
      { numRuns: 8 },
    );
  });
});
