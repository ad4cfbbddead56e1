import { LANGUAGES } from '@expertbook/contracts';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';

const PUBLIC = join(__dirname, '../../../../web/public');
const SCRIPT = readFileSync(join(PUBLIC, 'sw.js'), 'utf8');
const ORIGIN = 'https://book.example';

interface Answer {
  body: string;
  status: number;
  type: string;
  headers: Record<string, string>;
  clone(): Answer;
}

function answerOf(body: string, { status = 200, headers = {}, type = 'basic' } = {}): Answer {
  const answer = { body, status, headers, type };
  return { ...answer, clone: () => answerOf(body, answer) };
}

interface Asked {
  path: string;
  method?: string;
  mode?: string;
  destination?: string;
  preloaded?: Promise<Answer>;
}

/** A fake browser with only a network, storage, and the worker. */
class Browser {
  online = true;
  readonly stored = new Map<string, Map<string, Answer>>();
  readonly fetched: string[] = [];
  readonly done: string[] = [];
  private readonly hears = new Map<string, (event: unknown) => void>();

  constructor(script = SCRIPT) {
    const open = (name: string) => {
      const held = this.stored.get(name) ?? new Map<string, Answer>();
      this.stored.set(name, held);
      return {
        addAll: async (all: { url: string }[]) => {
          for (const { url } of all) held.set(pathOf(url), await this.fetch(url));
        },
        match: async ({ url }: { url: string }) => held.get(pathOf(url)),
        put: async ({ url }: { url: string }, answer: Answer) => void held.set(pathOf(url), answer),
        keys: async () => [...held.keys()].map((path) => ({ url: ORIGIN + path })),
        delete: async ({ url }: { url: string }) => held.delete(pathOf(url)),
      };
    };
    runInNewContext(script, {
      self: {
        addEventListener: (name: string, hear: (event: unknown) => void) => this.hears.set(name, hear),
        location: { origin: ORIGIN },
        skipWaiting: () => this.done.push('skipWaiting'),
        registration: { navigationPreload: { enable: async () => this.done.push('preload') } },
        clients: { claim: async () => this.done.push('claim') },
      },
      caches: {
        open: async (name: string) => open(name),
        keys: async () => [...this.stored.keys()],
        delete: async (name: string) => this.stored.delete(name),
        match: async (path: string, { cacheName }: { cacheName: string }) =>
          this.stored.get(cacheName)?.get(path),
      },
      URL,
      Request: class {
        constructor(
          readonly url: string,
          readonly options: unknown,
        ) {}
      },
      Response: class {
        constructor(body: string, options: { status: number; headers: Record<string, string> }) {
          return answerOf(body, options);
        }
        static readonly error = () => answerOf('', { status: 0, type: 'error' });
      },
      fetch: (request: { url: string }) => this.fetch(request.url),
    });
  }

  /** Dispatches an event to the worker and waits for its work. */
  async happen(name: string): Promise<void> {
    const works: Promise<unknown>[] = [];
    this.hears.get(name)?.({ waitUntil: (work: Promise<unknown>) => works.push(work) });
    await Promise.all(works);
  }

  /** The worker's response; undefined where it leaves the request to the browser. */
  async ask({ path, method = 'GET', mode = 'no-cors', destination = '', preloaded }: Asked) {
    const works: Promise<unknown>[] = [];
    let answer: Promise<Answer> | undefined;
    const url = path.startsWith('http') ? path : ORIGIN + path;
    this.hears.get('fetch')?.({
      request: { url, method, mode, destination },
      preloadResponse: preloaded ?? Promise.resolve(undefined),
      waitUntil: (work: Promise<unknown>) => works.push(work),
      respondWith: (given: Promise<Answer>) => (answer = given),
    });
    const given = await answer;
    await Promise.all(works);
    return given;
  }

  private async fetch(url: string): Promise<Answer> {
    if (!this.online) throw new TypeError('Failed to fetch');
    this.fetched.push(pathOf(url));
    return answerOf(`fresh ${pathOf(url)}`, { headers: { 'content-security-policy': 'x' } });
  }
}

const pathOf = (url: string) => url.replace(ORIGIN, '');
const page = (path: string): Asked => ({ path, mode: 'navigate', destination: 'document' });
const everything = (browser: Browser) => [...browser.stored.values()].flatMap((held) => [...held.keys()]);

async function installed(script?: string): Promise<Browser> {
  const browser = new Browser(script);
  await browser.happen('install');
  await browser.happen('activate');
  browser.fetched.length = 0;
  return browser;
}

describe('the service worker', () => {
  it('changes whenever one of its precached files changes', () => {
    const hash = createHash('sha256');
    for (const file of ['offline.html', 'offline.js', 'favicon.svg'])
      hash.update(readFileSync(join(PUBLIC, file)));
    expect(/const VERSION = '(\w+)'/.exec(SCRIPT)?.[1]).toBe(hash.digest('hex').slice(0, 8));
  });

  it('activates at once, caches three small files, and deletes the caches of older versions', async () => {
    const browser = new Browser();
    browser.stored.set('eb-offline-old', new Map());
    browser.stored.set('somebody-elses', new Map());
    await browser.happen('install');
    await browser.happen('activate');
    expect(browser.done).toEqual(['skipWaiting', 'preload', 'claim']);
    expect(everything(browser)).toEqual(['/offline.html', '/offline.js', '/favicon.svg']);
    expect([...browser.stored.keys()]).toEqual(['somebody-elses', expect.stringMatching(/^eb-offline-/)]);
  });

  it('loads pages from the network while there is one, and caches none of them', async () => {
    const browser = await installed();
    expect((await browser.ask(page('/portal')))?.body).toBe('fresh /portal');
    const preloaded = Promise.resolve(answerOf('preloaded'));
    expect((await browser.ask({ ...page('/ada/intro'), preloaded }))?.body).toBe('preloaded');
    expect(browser.fetched).toEqual(['/portal']);
    expect(everything(browser)).not.toContain('/portal');
  });

  it('shows its offline page where a page cannot be fetched, with its original headers', async () => {
    const browser = await installed();
    browser.online = false;
    const answer = await browser.ask(page('/portal/bookings?tab=past'));
    expect(answer).toMatchObject({
      body: 'fresh /offline.html',
      status: 503,
      headers: { 'content-security-policy': 'x' },
    });
    const preloaded = Promise.reject(new TypeError('net::ERR'));
    expect((await browser.ask({ ...page('/portal'), preloaded }))?.status).toBe(503);
    for (const path of ['/offline.js', '/favicon.svg'])
      expect((await browser.ask({ path }))?.body).toBe(`fresh ${path}`);
    browser.online = true;
    expect((await browser.ask(page('/portal')))?.body).toBe('fresh /portal');
  });

  it.each<[string, Asked]>([
    ['the API', { path: '/api/v1/bookings' }],
    ['a calendar file of the API, also as a page', page('/api/v1/bookings/x/calendar')],
    ['what is written', { ...page('/portal'), method: 'POST' }],
    ['another origin', { path: 'https://elsewhere.example/chunk-ABCDEFGH.js' }],
    ['a file without a hash', { path: '/embed.js' }],
    ['a download', page('/og.png')],
    ['the sockets', { path: '/socket.io/?transport=polling' }],
    ['a frame on another site', { path: '/ada/intro', mode: 'navigate', destination: 'iframe' }],
  ])('leaves %s to the browser', async (_what, asked) => {
    const browser = await installed();
    browser.online = false;
    expect(await browser.ask(asked)).toBeUndefined();
  });

  it('fetches a file with a hash once', async () => {
    const browser = await installed();
    for (const path of [
      '/expert/chunk-ABCDEFG2.js',
      '/chunk-C_HY3V-P.js',
      '/media/figtree-latin-ABCDEFG2.woff2',
    ]) {
      await browser.ask({ path });
      browser.online = false;
      expect((await browser.ask({ path }))?.body).toBe(`fresh ${path}`);
      browser.online = true;
    }
    expect(browser.fetched).toHaveLength(3);
  });

  it('evicts the oldest files', async () => {
    const browser = await installed();
    const path = (n: number) => `/chunk-${String(n).padStart(8, '0')}.js`;
    for (let n = 0; n < 510; n++) await browser.ask({ path: path(n) });
    await browser.ask(page('/portal'));
    const files = [...(browser.stored.get('eb-files')?.keys() ?? [])];
    expect(files).toHaveLength(500);
    expect(files[0]).toBe(path(10));
  });
});

describe('the offline page', () => {
  const html = readFileSync(join(PUBLIC, 'offline.html'), 'utf8');

  it('contains every language, each in its direction, and shows one', () => {
    for (const language of LANGUAGES) {
      const direction = language === 'ar' ? 'rtl' : 'ltr';
      expect(html).toContain(`<section lang="${language}" dir="${direction}">`);
      expect(html).toContain(`html:lang(${language}) section[lang='${language}']`);
    }
    expect(html.match(/<button/g)).toHaveLength(LANGUAGES.length);
  });

  it('loads only files that the worker caches', () => {
    const needed = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path);
    expect(needed.sort()).toEqual(['/favicon.svg', '/offline.js']);
    for (const path of [...needed, '/offline.html']) expect(SCRIPT).toContain(`${path}'`);
    expect(SCRIPT).toContain("const PAGE = '/offline.html'");
  });
});
