import type { EventType, PublicEventTypePage, PublicExpertPage, SlotsResponse } from '@expertbook/contracts';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestApi } from './harness';
import { startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { writeWebApp } from './web-build';

const PUBLIC_URL = 'https://book.example.com';
const EVIL = `</script><script>alert(1)</script>"'&\u2028`;

interface FirstData {
  path: string;
  page: PublicExpertPage & PublicEventTypePage;
  slots?: {
    query: { start: string; end: string; timeZone: string; duration: number };
    response: SlotsResponse;
  };
}

describe('the HTML of public pages', () => {
  let webRoot: string;
  let api: TestApi;
  let ada: PublishedExpert;
  let intro: EventType;

  beforeAll(async () => {
    webRoot = mkdtempSync(join(tmpdir(), 'web-'));
    writeWebApp(webRoot);
    api = await startApi({ WEB_ROOT: webRoot, PUBLIC_URL });
    ada = await publishExpert(api.url);
    intro = await ada.addEventType({ slug: 'intro', title: 'Intro', durations: [30, 60] });
  });
  afterAll(async () => {
    await api.close();
    rmSync(webRoot, { recursive: true });
  });

  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${api.url}${path}`, { headers, redirect: 'manual' });
    return { status: response.status, headers: response.headers, html: await response.text() };
  };
  const dataOf = (html: string): FirstData | null => {
    const json = /<script type="application\/json" id="eb-data">([^<]*)<\/script>/.exec(html)?.[1];
    return json ? (JSON.parse(json) as FirstData) : null;
  };
  const policyOf = (headers: Headers) => headers.get('content-security-policy') ?? '';
  /** Without validation; then, as after any change, the calendar has another revision. */
  const setExpert = async (changes: Record<string, unknown>) => {
    await api.connection.collection('experts').updateOne({ handle: ada.handle }, { $set: changes });
    expect((await ada.asExpert('PATCH', '/experts/me', {})).status).toBe(200);
  };

  it("has the expert for previews and search engines, and the profile's data", async () => {
    const { status, headers, html } = await get(`/${ada.handle}`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-cache');
    expect(html).toContain('<title>Ada Lovelace · Book a time</title>');
    expect(html).toContain(`<link rel="canonical" href="${PUBLIC_URL}/${ada.handle}">`);
    expect(html).toContain('<meta property="og:title" content="Ada Lovelace · Book a time">');
    const image = /<meta property="og:image" content="([^"]*)">/.exec(html)?.[1] ?? '';
    expect(image.startsWith(`${PUBLIC_URL}/api/v1/experts/${ada.handle}/preview?v=`)).toBe(true);
    const picture = await fetch(image.replace(PUBLIC_URL, api.url));
    expect([picture.status, picture.headers.get('cache-control')]).toEqual([
      200,
      'public, max-age=31536000, immutable',
    ]);
    expect(html).toContain('<meta property="og:image:width" content="1200">');
    expect(html).toContain('<meta name="twitter:card" content="summary_large_image">');
    expect(html).toContain('"@type":"Person","name":"Ada Lovelace"');
    expect(html).not.toContain('noindex');
    expect(html.match(/<title>/g)).toHaveLength(1);
    expect(html.match(/name="description"/g)).toHaveLength(1);
    const { body } = await api.call('GET', `/experts/${ada.handle}`);
    expect(dataOf(html)).toEqual({ path: `/${ada.handle}`, page: body });
  });

  it("shows the page's text before the application starts", async () => {
    const profile = await get(`/${ada.handle}`);
    expect(profile.html).toMatch(/id="eb-first"><eb-public-frame.*<h1[^>]*>Ada Lovelace<\/h1>.*<eb-root>/);
    expect(profile.html).toContain(`href="/${ada.handle}/intro"`);
    expect(profile.html).toContain('<style>h1{color:red}</style></head>');
    expect((await get(`/${ada.handle}/intro`)).html).toMatch(
      /id="eb-first">.*<h1[^>]*><bdi>Intro<\/bdi><\/h1>.*<eb-root>/,
    );
    // At a later step of booking the page looks different.
    expect((await get(`/${ada.handle}/intro?slot=2027-01-04T09:00Z`)).html).not.toContain('eb-first');
    expect((await get(`/${ada.handle}/intro?reschedule=abc`)).html).not.toContain('eb-first');
  });

  it('has the month that the page will show, in the zone of the cookie', async () => {
    const { html } = await get(`/${ada.handle}/intro?duration=60&month=2050-01`, {
      Cookie: 'tz=Asia%2FTokyo',
    });
    expect(dataOf(html)?.slots).toBeUndefined();
    const month = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 7);
    const answer = await get(`/${ada.handle}/intro?duration=60&month=${month}`, {
      Cookie: 'tz=Asia%2FTokyo',
    });
    const { page, slots } = dataOf(answer.html) ?? {};
    expect(page).toEqual((await api.call('GET', `/experts/${ada.handle}/event-types/intro`)).body);
    expect(slots?.query).toMatchObject({ start: `${month}-01`, timeZone: 'Asia/Tokyo', duration: 60 });
    const query = new URLSearchParams({ ...slots?.query, duration: '60' } as Record<string, string>);
    const { body } = await api.call(
      'GET',
      `/experts/${ada.handle}/event-types/intro/slots?${query.toString()}`,
    );
    expect(slots?.response).toEqual(body);
    expect(Object.keys(slots?.response.slots ?? {})).not.toHaveLength(0);
  });

  it.each(['', 'tz=Mars%2FOlympus', 'tz=%00', 'tz=constructor'])(
    "has the expert's days where the visitor's zone is unknown (%p)",
    async (cookie) => {
      const { status, html } = await get(`/${ada.handle}/intro`, { Cookie: cookie });
      expect(status).toBe(200);
      expect(dataOf(html)?.slots?.query.timeZone).toBe('UTC');
    },
  );

  it('escapes all texts of users', async () => {
    await api.connection
      .collection('event_types')
      .updateOne({ slug: 'intro' }, { $set: { title: EVIL, description: EVIL } });
    await setExpert({ name: EVIL, headline: EVIL, bio: EVIL });
    // A title belongs to what is read once per revision.
    await ada.asExpert('PATCH', `/event-types/${intro.id}`, { bufferAfter: 5 });
    try {
      for (const path of [`/${ada.handle}`, `/${ada.handle}/intro`]) {
        const { html } = await get(path);
        // The theme's and the one that starts the application.
        expect(html.match(/<script>/g)).toHaveLength(2);
        expect(html).not.toContain('</script><script>alert');
        expect(/id="eb-data">[^<]*/.exec(html)?.[0]).not.toContain('\u2028');
        expect(html).toContain('&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;');
        expect(dataOf(html)?.page.expert.name).toBe(EVIL);
      }
    } finally {
      await setExpert({ name: 'Ada Lovelace', headline: '', bio: '' });
      await ada.asExpert('PATCH', `/event-types/${intro.id}`, { title: 'Intro', description: '' });
    }
  });

  it('has status 404 and noindex where there is nothing', async () => {
    const off = await ada.addEventType({ slug: 'off', active: false });
    const paths = [
      '/nobody-here',
      `/${ada.handle}/nothing`,
      `/${ada.handle}/${off.slug}`,
      `/${ada.handle}/intro/more`,
      '/about',
      '/A_B',
      '/%00',
    ];
    for (const path of paths) {
      const { status, html } = await get(path);
      expect([path, status]).toEqual([path, 404]);
      expect(html).toContain('<meta name="robots" content="noindex">');
      expect(html).not.toContain('eb-first');
      expect(dataOf(html)).toBeNull();
    }
    expect((await get('/%E0%A4%A')).status).toBe(404);
  });

  it('shows hidden event types by their link, and private ones to no visitor', async () => {
    await ada.addEventType({ slug: 'hidden', hidden: true });
    expect((await get(`/${ada.handle}/hidden`)).status).toBe(200);
    const secret = await ada.asExpert<EventType>('POST', '/event-types', {
      slug: 'secret',
      title: 'Secret',
      durations: [30],
      private: true,
    });
    const { status } = await api.call('GET', `/experts/${ada.handle}/event-types/secret`);
    const page = await get(`/${ada.handle}/secret`);
    expect(page.status).toBe(secret.status === 201 ? status : 404);
    if (page.status === 404) expect(page.html).not.toContain('Secret');
  });

  it.each(['/login', '/portal/bookings', '/bookings/abc', '/register'])(
    'gives %s the bare application',
    async (path) => {
      const { status, html, headers } = await get(path);
      expect(status).toBe(200);
      expect(html).toContain('noindex');
      expect(html).not.toContain('eb-data');
      expect(policyOf(headers)).toContain("frame-ancestors 'self';");
      // The expert's side is a separate application.
      expect(html.includes('expert side')).toBe(!path.startsWith('/bookings'));
    },
  );

  it('redirects old handles, other letter cases and trailing slashes to the one address', async () => {
    await setExpert({ previousHandles: ['countess'] });
    const moved = async (path: string) => {
      const { status, headers } = await get(path);
      return [status, headers.get('location')];
    };
    expect(await moved('/countess/intro?month=2027-01')).toEqual([301, `/${ada.handle}/intro?month=2027-01`]);
    expect(await moved('/countess')).toEqual([301, `/${ada.handle}`]);
    expect(await moved(`/${ada.handle.toUpperCase()}/INTRO`)).toEqual([301, `/${ada.handle}/intro`]);
    expect(await moved(`/${ada.handle}/`)).toEqual([301, `/${ada.handle}`]);
  });

  it("can be framed by the expert's allowed sites on public pages only", async () => {
    await setExpert({ allowedSites: ['https://shop.example', 'https://x.example; script-src *'] });
    const page = await get(`/${ada.handle}/intro`);
    expect(policyOf(page.headers)).toContain("frame-ancestors 'self' https://shop.example;");
    expect(policyOf(page.headers)).not.toContain('script-src *');
    expect(page.headers.get('x-frame-options')).toBeNull();
    for (const path of ['/', '/login', `/${ada.handle}/nothing`, '/api/v1/auth/me']) {
      const { headers } = await get(path);
      expect(policyOf(headers)).toContain("frame-ancestors 'self';");
      expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
    }
    await setExpert({ allowedSites: [] });
  });

  it("leaves its opener's group everywhere except on public pages", async () => {
    const openerPolicy = async (path: string) => (await get(path)).headers.get('cross-origin-opener-policy');
    for (const path of ['/', `/${ada.handle}`, `/${ada.handle}/intro`])
      expect([path, await openerPolicy(path)]).toEqual([path, null]);
    for (const path of ['/login', '/portal', '/bookings/abc', `/${ada.handle}/nothing`, '/api/v1/auth/me'])
      expect([path, await openerPolicy(path)]).toEqual([path, 'same-origin']);
  });

  it('lets no scripts run except its own files and the one in the page itself', async () => {
    const { headers } = await get(`/${ada.handle}`);
    const hash = createHash('sha256').update('theme()').digest('base64');
    // The second one waits for the first paint.
    expect(policyOf(headers)).toMatch(/script-src 'self'(?: 'sha256-[^']+'){2};/);
    expect(policyOf(headers)).toContain(`'sha256-${hash}'`);
    expect(policyOf(headers)).not.toMatch(/script-src[^;]*unsafe/);
  });

  it('names the files of its route, and no others', async () => {
    const { html } = await get(`/${ada.handle}/intro`);
    expect(html).toContain('<link rel="modulepreload" fetchpriority="low" href="/chunk-EVENTS12.js">');
    expect(html).not.toContain('chunk-PROFILE1.js');
    expect(html).toContain('href="/media/figtree-latin-ABCDEFGH.woff2" as="font"');
  });

  it("has the browser's language, otherwise the expert's", async () => {
    await setExpert({ language: 'ar' });
    expect((await get(`/${ada.handle}`)).html).toContain('<html lang="ar" dir="rtl">');
    const german = await get(`/${ada.handle}`, { 'Accept-Language': 'de-AT,en;q=0.5' });
    expect(german.html).toContain('<html lang="de" dir="ltr">');
    expect(german.html).toContain('<title>Ada Lovelace · Termin buchen</title>');
    expect(german.headers.get('vary')).toContain('Accept-Language');
    const chosen = await get(`/${ada.handle}`, { 'Accept-Language': 'de', Cookie: 'lang=es' });
    expect(chosen.html).toContain('<html lang="es" dir="ltr">');
    await setExpert({ language: 'en' });
  });

  it("has the expert's colour from the start", async () => {
    await setExpert({ brandColor: '#ffd400' });
    expect((await get(`/${ada.handle}`)).html).toMatch(/<html[^>]* style="--mat-sys-primary:light-dark\(#/);
    await setExpert({ brandColor: null });
    expect((await get(`/${ada.handle}`)).html).not.toMatch(/<html[^>]* style=/);
  });

  it('is compressed, and not sent twice', async () => {
    const first = await get(`/${ada.handle}`, { 'Accept-Encoding': 'gzip' });
    expect(first.headers.get('content-encoding')).toBe('gzip');
    expect(first.html).toContain('eb-data');
    const tag = first.headers.get('etag') ?? '';
    const again = await get(`/${ada.handle}`, { 'If-None-Match': tag });
    expect([again.status, again.html]).toEqual([304, '']);
    await setExpert({ headline: 'Something new' });
    expect((await get(`/${ada.handle}`, { 'If-None-Match': tag })).status).toBe(200);
  });

  it('lets hashed files be cached for ever, and the embedding script be loaded by other sites', async () => {
    const file = await get('/main-ABCDEFGH.js');
    expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(file.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    const embed = await get('/embed.js');
    expect(embed.headers.get('cache-control')).toBe('public, max-age=600');
    expect(embed.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  });

  it('sends files uncompressed or compressed, and no other files of the folder', async () => {
    const ask = (path: string, init?: RequestInit) => fetch(`${api.url}${path}`, init);
    const head = await ask('/styles-ABCDEFGH.css', { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '13']);
    expect(head.headers.get('content-type')).toMatch(/^text\/css/);
    const part = await ask('/styles-ABCDEFGH.css?v=2', { headers: { Range: 'bytes=0-1' } });
    expect([part.status, await part.text()]).toEqual([206, 'h1']);
    const packed = await ask('/embed.js', { headers: { 'Accept-Encoding': 'gzip' } });
    expect([packed.headers.get('content-encoding'), await packed.text()]).toEqual(['gzip', 'embed()']);
    for (const path of [
      '/index.html',
      '/expert/index.html',
      '/embed.js.gz',
      '/route-chunks.json',
      '/missing.js',
      '/media/../../secret.js',
      '/%2e%2e/secret.js',
      '/media//figtree-latin-ABCDEFGH.woff2',
      '/media',
    ])
      expect([path, (await ask(path)).status]).toEqual([path, 404]);
  });
});

describe('pages over the rate limit', () => {
  it('are the application without its first data, which costs nothing', async () => {
    const webRoot = mkdtempSync(join(tmpdir(), 'web-'));
    writeWebApp(webRoot);
    const api = await startApi({ WEB_ROOT: webRoot, RATE_LIMIT: '2' });
    const pages = [];
    for (let visit = 0; visit < 3; visit++) {
      const answer = await fetch(`${api.url}/nobody-here`);
      pages.push(answer.status);
    }
    expect(pages).toEqual([404, 404, 200]);
    await api.close();
    rmSync(webRoot, { recursive: true });
  });
});
