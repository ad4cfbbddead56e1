import type { Environment } from '../config/environment';
import { CACHED_RESPONSE_BYTES } from '../http/cached-response';
import { MB } from '../availability/calendar-cache';
import { PageCache } from './page-cache';

const cacheOf = (pageCacheMb = 1) => new PageCache({ pageCacheMb } as Environment);
const validityWhile = (isCurrent: () => boolean, until = Infinity) => ({ isCurrent, until });
const ALWAYS = validityWhile(() => true);
const answerOf = (size: number, validity = ALWAYS) => ({
  validity,
  body: Buffer.alloc(size),
  tag: '"tag"',
  head: { whole: [], unchanged: [] },
});

/** A rendering that the test completes. */
function rendering(validity: ReturnType<typeof validityWhile> | null, text = 'page') {
  let end: () => void = () => undefined;
  const begun = jest.fn(
    () =>
      new Promise<{ validity: typeof validity; text: string }>(
        (done) => (end = () => done({ validity, text })),
      ),
  );
  return { begun, end: () => end() };
}

describe('cached pages', () => {
  it('are returned while they are current', () => {
    const cache = cacheOf();
    let isCurrent = true;
    const page = answerOf(
      10,
      validityWhile(() => isCurrent),
    );
    cache.keep('a', page);
    expect(cache.get('a')).toBe(page);
    isCurrent = false;
    expect(cache.get('a')).toBeNull();
    isCurrent = true;
    expect(cache.get('a')).toBeNull();
    expect(cache.figures).toEqual({ bytes: 0, entries: 0, hits: 1, misses: 0 });
  });

  it('expire with their time', () => {
    const now = jest.spyOn(Date, 'now').mockReturnValue(1000);
    const cache = cacheOf();
    cache.keep(
      'a',
      answerOf(
        10,
        validityWhile(() => true, 2000),
      ),
    );
    now.mockReturnValue(1999);
    expect(cache.get('a')).not.toBeNull();
    now.mockReturnValue(2000);
    expect(cache.get('a')).toBeNull();
    now.mockRestore();
  });

  it('are not cached when something changed while they were rendered', () => {
    const cache = cacheOf();
    cache.keep(
      'a',
      answerOf(
        10,
        validityWhile(() => false),
      ),
    );
    expect(cache.figures.entries).toBe(0);
  });

  it('stay within the memory limit; the least recently used go first', () => {
    const cache = cacheOf(1);
    const size = 50_000;
    const fitting = Math.floor(MB / (size + CACHED_RESPONSE_BYTES + 2));
    for (let i = 0; i < 3 * fitting; i++) {
      cache.keep(String.fromCodePoint(0x100 + i), answerOf(size));
      expect(cache.get('\u0100')).not.toBeNull();
      expect(cache.figures.bytes).toBeLessThanOrEqual(MB);
    }
    expect(cache.figures.entries).toBe(fitting);
    expect(cache.get('\u0101')).toBeNull();
    cache.keep('huge', answerOf(2 * MB));
    expect(cache.figures).toMatchObject({ bytes: 0, entries: 0 });
  });
});

describe('renderings', () => {
  it('are shared by simultaneous requests, and by no others', async () => {
    const cache = cacheOf();
    const { begun, end } = rendering(ALWAYS);
    const all = Array.from({ length: 50 }, () => cache.render('a', begun));
    const other = rendering(ALWAYS, 'other');
    const another = cache.render('b', other.begun);
    end();
    other.end();
    expect(new Set(await Promise.all(all)).size).toBe(1);
    expect((await another).text).toBe('other');
    expect(begun).toHaveBeenCalledTimes(1);
    expect(cache.figures.misses).toBe(51);
  });

  it('that began before a change are not used for later requests, which share the next one', async () => {
    const cache = cacheOf();
    let isCurrent = true;
    const before = rendering(
      validityWhile(() => isCurrent),
      'before',
    );
    const first = cache.render('a', before.begun);
    isCurrent = false;
    const after = rendering(ALWAYS, 'after');
    const late = [cache.render('a', after.begun), cache.render('a', after.begun)];
    before.end();
    expect((await first).text).toBe('before');
    await new Promise(setImmediate);
    after.end();
    expect((await Promise.all(late)).map(({ text }) => text)).toEqual(['after', 'after']);
    expect(after.begun).toHaveBeenCalledTimes(1);
  });

  it('without a known validity are not shared with later requests', async () => {
    const cache = cacheOf();
    const missing = rendering(null, 'missing');
    const first = cache.render('a', missing.begun);
    const published = rendering(ALWAYS, 'published');
    const second = cache.render('a', published.begun);
    missing.end();
    expect((await first).text).toBe('missing');
    await new Promise(setImmediate);
    published.end();
    expect((await second).text).toBe('published');
  });

  it('that fail reject for all waiting requests, and are retried by the next one', async () => {
    const cache = cacheOf();
    const fail = () => Promise.reject(new Error('no memory'));
    await expect(Promise.all([cache.render('a', fail), cache.render('a', fail)])).rejects.toThrow(
      'no memory',
    );
    await new Promise(setImmediate);
    await expect(cache.render('a', () => Promise.resolve({ validity: null }))).resolves.toEqual({
      validity: null,
    });
  });
});
