import type { EventType, ExpertProfile, Problem, PublicExpertPage } from '@expertbook/contracts';
import sharp from 'sharp';
import type { TestApi } from './harness';
import { startApi } from './harness';
import type { ExpertPerson } from './people';
import { newExpert } from './people';

const LINKS = [
  { url: 'https://www.linkedin.com/in/ada', label: '' },
  { url: 'https://mastodon.social/@ada', label: 'Fediverse' },
];

describe('an expert’s profile', () => {
  let api: TestApi;
  beforeAll(async () => (api = await startApi()));
  afterAll(() => api.close());
  let ada: ExpertPerson;
  beforeEach(async () => (ada = await newExpert(api)));

  const change = (body: object) => ada.call<ExpertProfile & Problem>('PATCH', '/experts/me', body);
  const page = async () => (await api.call<PublicExpertPage>('GET', `/experts/${ada.profile.handle}`)).body;

  it('is empty by default', async () => {
    expect(await page()).toMatchObject({
      expert: { look: 'classic' },
      profile: { coverUrl: null, place: '', spokenLanguages: [], links: [], note: '' },
    });
    expect(ada.profile).toMatchObject({ look: 'classic', place: '', links: [], note: '', noteUntil: null });
  });

  it('has a location, languages, and links to other sites', async () => {
    const parts = { place: 'London', spokenLanguages: ['en', 'fr'], links: LINKS };
    const answer = await change({ ...parts, look: 'calm' });
    expect(answer).toMatchObject({ status: 200, body: { ...parts, look: 'calm' } });
    expect(await page()).toMatchObject({ expert: { look: 'calm' }, profile: parts });
    expect((await change({ place: ' Paris ' })).body).toMatchObject({ ...parts, place: 'Paris' });
    expect((await change({ links: [] })).body.links).toEqual([]);
  });

  it.each([
    ['look', { look: 'loud' }],
    ['place', { place: 'x'.repeat(81) }],
    ['spokenLanguages', { spokenLanguages: ['xx'] }],
    ['spokenLanguages', { spokenLanguages: ['en', 'en'] }],
    ['spokenLanguages', { spokenLanguages: 'en' }],
    ['links', { links: Array.from({ length: 9 }, () => LINKS[0]) }],
    ['links.0', { links: [null] }],
    ['links.0.url', { links: [{ url: 'http://a.example', label: '' }] }],
    ['links.1.url', { links: [LINKS[0], { url: 'javascript:alert(1)', label: '' }] }],
    ['links.0.url', { links: [{ url: 'https://user:x@a.example', label: '' }] }],
    ['links.0.label', { links: [{ url: 'https://a.example', label: 'x'.repeat(41) }] }],
    ['links.0.label', { links: [{ url: 'https://a.example', label: 'a\nb' }] }],
    ['links.0.kind', { links: [{ ...LINKS[0], kind: 'x' }] }],
    ['note', { note: 'x'.repeat(281) }],
    ['noteUntil', { noteUntil: '2027-02-30' }],
    ['noteUntil', { noteUntil: '' }],
    ['coverUrl', { coverUrl: 'https://a.example/x.png' }],
  ])('rejects an invalid %s: %j', async (field, body) => {
    const answer = await change(body);
    expect([answer.status, answer.body.code]).toEqual([422, 'validation_failed']);
    expect(answer.body.errors?.map((one) => one.field)).toContain(field);
  });

  it("shows its note until the end of its last day in the expert's zone", async () => {
    await change({ timeZone: 'Pacific/Kiritimati', note: 'Back on 7 January.' });
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Pacific/Kiritimati' }).format();
    const day = (days: number) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
    expect((await page()).profile.note).toBe('Back on 7 January.');
    for (const [until, shown] of [
      [day(1), 'Back on 7 January.'],
      [day(-1), ''],
      [null, 'Back on 7 January.'],
    ] as const) {
      const { body } = await change({ noteUntil: until });
      expect([body.note, body.noteUntil]).toEqual(['Back on 7 January.', until]);
      expect((await page()).profile.note).toBe(shown);
    }
  });

  it('features one event type at most', async () => {
    const make = async (slug: string, more: object = {}) =>
      (
        await ada.call<EventType>('POST', '/event-types', {
          slug,
          title: slug,
          durations: [30],
          ...more,
        })
      ).body;
    const first = await make('first', { featured: true, color: '#AA3366', icon: 'star', group: ' Talks ' });
    expect(first).toMatchObject({ featured: true, color: '#aa3366', icon: 'star', group: 'Talks' });
    const second = await make('second');
    expect(second).toMatchObject({ featured: false, color: null, icon: null, group: '' });
    const featured = async () =>
      (await page()).eventTypes.filter((one) => one.featured).map(({ slug }) => slug);
    expect(await featured()).toEqual(['first']);
    await ada.call('PATCH', `/event-types/${second.id}`, { featured: true });
    expect(await featured()).toEqual(['second']);
    await make('third', { featured: true });
    expect(await featured()).toEqual(['third']);
    for (const [field, body] of [
      ['color', { color: 'red' }],
      ['icon', { icon: 'skull' }],
      ['group', { group: 'x'.repeat(61) }],
      ['featured', { featured: null }],
    ] as const) {
      const answer = await ada.call<Problem>('PATCH', `/event-types/${first.id}`, body);
      expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([422, field]);
    }
  });

  it('shows older event types and experts with the defaults', async () => {
    const type = await ada.call<EventType>('POST', '/event-types', {
      slug: 'old',
      title: 'Old',
      durations: [30],
    });
    await api.connection
      .collection('event_types')
      .updateMany({ slug: 'old' }, { $unset: { color: 1, icon: 1, group: 1, featured: 1 } });
    const plain = { color: null, icon: null, group: '', featured: false };
    expect((await page()).eventTypes).toMatchObject([plain]);
    expect((await ada.call('GET', `/event-types/${type.body.id}`)).body).toMatchObject(plain);
  });

  const cover = async (bytes: Buffer, field = 'cover') => {
    const form = new FormData();
    form.set(field, new Blob([new Uint8Array(bytes)]), 'x.jpg');
    const response = await fetch(`${api.url}/api/v1/experts/me/cover`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${ada.accessToken}` },
      body: form,
    });
    return { status: response.status, body: (await response.json()) as ExpertProfile & Problem };
  };
  const picture = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#336699' } })
      .jpeg()
      .toBuffer();
  const shown = (url: string | null, query = '') =>
    fetch(`${api.url}${new URL(url ?? '').pathname}${new URL(url ?? '').search}${query}`);

  it('has a cover in two sizes, another address after each upload, and none after removal', async () => {
    const first = (await cover(await picture(1000, 900))).body.coverUrl;
    const second = (await cover(await picture(2000, 500))).body.coverUrl;
    expect(first).not.toBe(second);
    expect((await page()).profile.coverUrl).toBe(second);
    for (const [query, width, height] of [
      ['', 1920, 480],
      ['&size=small', 960, 240],
    ] as const) {
      const response = await shown(second, query);
      expect(response.headers.get('cache-control')).toMatch(/immutable/);
      expect(await sharp(Buffer.from(await response.arrayBuffer())).metadata()).toMatchObject({
        format: 'webp',
        width,
        height,
      });
    }
    const gone = await ada.call<ExpertProfile>('DELETE', '/experts/me/cover');
    expect([gone.status, gone.body.coverUrl]).toEqual([200, null]);
    expect((await shown(second)).status).toBe(404);
    expect(await api.connection.collection('covers').countDocuments()).toBe(0);
  });

  it('rejects covers that are no pictures or in another field', async () => {
    expect(await cover(Buffer.from('<svg onload="alert(1)"/>'))).toMatchObject({ status: 415 });
    const broken = (await picture(100, 100)).subarray(0, 200);
    expect(await cover(broken)).toMatchObject({ status: 422, body: { errors: [{ field: 'cover' }] } });
    expect(await cover(await picture(10, 10), 'photo')).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'cover' }] },
    });
  });

  it('is exported with its cover', async () => {
    await change({ place: 'London', links: LINKS });
    await cover(await picture(400, 100));
    const { body } = await ada.call<{ account: object; cover: { contentType: string; base64: string } }>(
      'GET',
      '/auth/export',
    );
    expect(body.account).toMatchObject({ expert: { place: 'London', links: LINKS } });
    expect(body.cover.contentType).toBe('image/webp');
    expect(Buffer.from(body.cover.base64, 'base64').subarray(8, 12).toString()).toBe('WEBP');
  });
});
