import { RateWindows } from './rate-windows';

const MINUTE_MS = 60_000;

describe('RateWindows', () => {
  beforeEach(() => jest.useFakeTimers({ now: 0 }));
  afterEach(() => jest.useRealTimers());

  it('blocks hits over the limit until the window ends, per key', async () => {
    const windows = new RateWindows();
    const hit = (key: string) => windows.increment(key, MINUTE_MS, 2);
    expect(await hit('a')).toMatchObject({ totalHits: 1, isBlocked: false, timeToBlockExpire: 0 });
    jest.setSystemTime(20_000);
    expect(await hit('a')).toMatchObject({ totalHits: 2, isBlocked: false });
    expect(await hit('a')).toMatchObject({ isBlocked: true, timeToBlockExpire: 40 });
    expect(await hit('b')).toMatchObject({ isBlocked: false });
    jest.setSystemTime(MINUTE_MS);
    expect(await hit('a')).toMatchObject({ totalHits: 1, isBlocked: false });
  });

  it('forgets keys that are no longer in use', async () => {
    const windows = new RateWindows();
    for (let i = 0; i < 1000; i++) await windows.increment(`address ${i}`, MINUTE_MS, 1);
    expect(windows.size).toBe(1000);
    jest.setSystemTime(MINUTE_MS + 1);
    await windows.increment('another', MINUTE_MS, 1);
    expect(windows.size).toBe(1);
  });
});
