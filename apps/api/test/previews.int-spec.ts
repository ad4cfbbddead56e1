import type { EventType } from '@expertbook/contracts';
import sharp from 'sharp';
import type { TestApi } from './harness';
import { startApi } from './harness';
import type { ExpertPerson } from './people';
import { newExpert } from './people';

describe('the picture for link previews', () => {
  let api: TestApi;
  beforeAll(async () => (api = await startApi()));
  afterAll(() => api.close());
  let ada: ExpertPerson;
  beforeEach(async () => (ada = await newExpert(api, { headline: 'Analytical engines, explained' })));

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${api.url}/api/v1/experts/${ada.profile.handle}${path}`, { headers });
  const picture = async (path: string) => {
    const response = await get(path);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    return Buffer.from(await response.arrayBuffer());
  };
  const make = async (slug: string, more: object = {}) =>
    ada.call<EventType>('POST', '/event-types', { slug, title: 'Intro call', durations: [30], ...more });

  it('is drawn for a profile and an event type, 1200 x 630, and differs after a change', async () => {
    await make('intro', { color: '#b3265e' });
    const profile = await picture('/preview');
    const event = await picture('/event-types/intro/preview');
    for (const bytes of [profile, event]) {
      expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1200, height: 630 });
      expect(bytes.length).toBeLessThan(200_000);
    }
    const { dominant } = await sharp(event).stats();
    expect(dominant.r).toBeGreaterThan(dominant.g + 40);
    await ada.call('PATCH', '/experts/me', { name: 'Grace Hopper' });
    expect((await picture('/preview')).equals(profile)).toBe(false);
  });

  it('can be cached for ever by its version, and is revalidated without', async () => {
    const first = await get('/preview');
    expect(first.headers.get('cache-control')).toBe('public, no-cache');
    const tag = first.headers.get('etag') ?? '';
    const version = tag.slice(1, tag.indexOf('.'));
    expect((await get(`/preview?v=${version}`)).headers.get('cache-control')).toMatch(/immutable/);
    expect((await get('/preview', { 'If-None-Match': tag })).status).toBe(304);
  });

  it.each([
    ['Latin', 'Ada Lovelace'],
    ['Cyrillic', 'Анна Каренина'],
    ['Arabic', 'فاطمة الزهراء'],
    ['Hebrew', 'דוד כהן'],
    ['Chinese', '王小明'],
    ['Japanese', '山田たろう'],
    ['Korean', '김철수'],
    ['Hindi', 'प्रिया शर्मा'],
    ['Thai', 'สมชาย'],
    ['a very long name', 'Maximiliane-Theresia Freifrau von Hohenstein '.repeat(2).slice(0, 99).trim()],
  ])('draws names in %s', async (_script, name) => {
    await ada.call('PATCH', '/experts/me', { name, headline: '' });
    const named = await picture('/preview');
    // Characters that no font has are left out: the same picture without a name has no ink where the name is.
    const ink = await sharp(named)
      .extract({ left: 360, top: 100, width: 600, height: 320 })
      .threshold(190)
      .stats();
    expect(ink.channels[0]?.mean).toBeGreaterThan(2);
  });

  it('contains nothing that is not public', async () => {
    await make('secret', { private: true });
    await make('off', { active: false });
    await make('hidden', { hidden: true });
    expect((await get('/event-types/secret/preview')).status).toBe(404);
    expect((await get('/event-types/off/preview')).status).toBe(404);
    expect((await get('/event-types/nothing/preview')).status).toBe(404);
    // Its page is public by its link, and so is its picture.
    expect((await get('/event-types/hidden/preview')).status).toBe(200);
    expect((await fetch(`${api.url}/api/v1/experts/nobody-at-all/preview`)).status).toBe(404);
  });

  it('is drawn once for concurrent requests', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => get('/preview')));
    expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(200));
  });
});

describe('the picture of a page that is not public yet', () => {
  it('does not exist', async () => {
    const api = await startApi({ SMTP_URL: 'smtp://127.0.0.1:9', VERIFY_EMAIL: 'true' });
    const ada = await newExpert(api);
    const path = `/experts/${ada.profile.handle}`;
    expect((await api.call('GET', path)).status).toBe(404);
    expect((await fetch(`${api.url}/api/v1${path}/preview`)).status).toBe(404);
    await api.close();
  });
});
