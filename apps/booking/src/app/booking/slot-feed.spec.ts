import { TestBed } from '@angular/core/testing';
import type { AvailabilityChanged } from '@expertbook/contracts';
import type { AvailabilityListener } from '../data/availability-connection';
import { AvailabilitySocket } from '../data/availability-socket';
import { FakeNetwork } from '../data/fetch.fixture';
import { eventTypeWith } from './event-type.fixture';
import { SlotFeed } from './slot-feed';

const MONTH = '2027-01';
const times = (list: string[]) => list.map((time) => ({ start: `2027-01-04T${time}:00+01:00` }));

describe('slot feed', () => {
  let feed: SlotFeed;
  let http: FakeNetwork;
  let socket: AvailabilityListener;
  let stopped: number;

  const month = (name: string) => http.match((request) => request.query.get('start') === `${name}-01`);
  const settle = async (ms = 0) => {
    TestBed.tick();
    await jest.advanceTimersByTimeAsync(ms);
    TestBed.tick();
  };
  const answer = async (revision: number, list: string[]) => {
    const requests = month(MONTH);
    expect(requests).toHaveLength(1);
    requests[0]?.respond({
      timeZone: 'Europe/Berlin',
      duration: 30,
      revision,
      slots: { '2027-01-04': times(list) },
    });
    await settle();
  };
  const shown = () => (feed.days()['2027-01-04'] ?? []).map((slot) => slot.start.slice(11, 16));
  const push = (revision: number, change: Partial<AvailabilityChanged>) => {
    socket.changed({ revision, taken: [], freed: [], reason: 'booked', ...change });
    TestBed.tick();
  };

  beforeEach(async () => {
    jest.useFakeTimers({ now: Date.parse('2027-01-03T08:00:00Z') });
    stopped = 0;
    http = new FakeNetwork();
    TestBed.configureTestingModule({
      providers: [
        SlotFeed,
        {
          // A socket needs a server: the browser tests cover it.
          provide: AvailabilitySocket,
          useValue: {
            watch: (_request: unknown, listener: AvailabilityListener) => {
              socket = listener;
              return () => stopped++;
            },
          },
        },
      ],
    });
    feed = TestBed.inject(SlotFeed);
    feed.ask({ handle: 'ada', eventType: eventTypeWith(), duration: 30, zone: 'Europe/Berlin' }, [MONTH]);
    await settle();
  });

  afterEach(() => {
    TestBed.resetTestingModule();
    http.restore();
    jest.useRealTimers();
  });

  it('reads the shown month at once, then those of its neighbours that are not past', async () => {
    expect(feed.status()).toBe('loading');
    await answer(5, ['09:00', '09:30']);
    expect(feed.status()).toBe('ready');
    expect(shown()).toEqual(['09:00', '09:30']);
    await settle(1_000);
    const next = month('2027-02');
    expect(next).toHaveLength(1);
    next[0]?.respond({ timeZone: 'Europe/Berlin', duration: 30, revision: 5, slots: {} });
    await settle(1_000);
    expect(month('2026-12')).toHaveLength(0);
  });

  it('removes a taken time at once, without a request', async () => {
    await answer(5, ['09:00', '09:30']);
    socket.watching(5);
    push(6, { taken: [['2027-01-04T08:00:00Z', '2027-01-04T08:30:00Z']] });
    expect(shown()).toEqual(['09:30']);
    await settle(2_000);
    expect(month(MONTH)).toHaveLength(0);
  });

  it('reads again after a short delay when time is freed', async () => {
    await answer(5, ['09:00']);
    socket.watching(5);
    push(6, { reason: 'cancelled', freed: [['2027-01-04T08:30:00Z', '2027-01-04T09:00:00Z']] });
    expect(shown()).toEqual(['09:00']);
    await settle(600);
    await answer(6, ['09:00', '09:30']);
    expect(shown()).toEqual(['09:00', '09:30']);
    await settle(60_000);
    expect(month(MONTH)).toHaveLength(0);
  });

  it('reads again when the connection is restored at a later revision', async () => {
    await answer(5, ['09:00']);
    socket.watching(5);
    socket.lost();
    expect(feed.live()).toBe('lost');
    socket.watching(9);
    await settle(600);
    await answer(9, []);
    expect(shown()).toEqual([]);
    expect(feed.live()).toBe('live');
  });

  it('keeps its data while changes do not arrive, and exposes that state', async () => {
    await answer(5, ['09:00', '09:30']);
    socket.watching(5);
    socket.stale(true);
    expect(feed.live()).toBe('stale');
    await settle(2_000);
    expect(month(MONTH)).toHaveLength(0);
    // All missed changes arrive first.
    push(6, { taken: [['2027-01-04T08:00:00Z', '2027-01-04T08:30:00Z']] });
    socket.stale(false);
    expect([feed.live(), shown()]).toEqual(['live', ['09:30']]);
  });

  it('does not become live by an event about the stream while it is not watching', async () => {
    await answer(5, ['09:00']);
    socket.lost();
    socket.stale(false);
    expect(feed.live()).toBe('lost');
  });

  it('reads again within the given time when changes may have been missed', async () => {
    await answer(5, ['09:00']);
    socket.watching(5);
    socket.resync(800);
    await settle(1_300);
    await answer(9, []);
    expect(shown()).toEqual([]);
    push(10, { taken: [] });
    await settle(2_000);
    expect(month(MONTH)).toHaveLength(0);
  });

  it('polls while there is no socket', async () => {
    await answer(5, ['09:00']);
    socket.lost();
    await settle(46_000);
    await answer(7, ['09:30']);
    expect(shown()).toEqual(['09:30']);
  });

  it('is up to date again when the browser comes back online', async () => {
    await answer(5, ['09:00']);
    dispatchEvent(new Event('online'));
    await settle(600);
    await answer(6, []);
    expect(shown()).toEqual([]);
  });

  it('keeps its data while a repeated read fails, and retries', async () => {
    await answer(5, ['09:00']);
    feed.doubt();
    await settle(600);
    month(MONTH)[0]?.fail();
    await settle();
    expect(feed.status()).toBe('ready');
    expect(shown()).toEqual(['09:00']);
    await settle(2_000);
    await answer(6, ['09:30']);
    expect(shown()).toEqual(['09:30']);
  });

  it('exposes the problem of a failed first read, and reads on request', async () => {
    month(MONTH)[0]?.fail();
    await settle();
    expect(feed.status()).toBe('failed');
    expect(feed.problem()?.status).toBe(0);
    void feed.retry();
    await settle();
    await answer(5, ['09:00']);
    expect(feed.status()).toBe('ready');
  });

  it('hides a time once it has passed', async () => {
    await answer(5, ['09:00', '09:30']);
    jest.setSystemTime(Date.parse('2027-01-04T08:10:00Z'));
    await settle(31_000);
    expect(shown()).toEqual(['09:30']);
  });

  it('keeps the own held time for its owner', async () => {
    await answer(5, ['09:00', '09:30']);
    socket.watching(5);
    const own = { slot: { start: '2027-01-04T09:00:00+01:00' }, day: '2027-01-04', duration: 30, held: true };
    feed.claim(own);
    push(6, { reason: 'held', taken: [['2027-01-04T08:00:00Z', '2027-01-04T08:30:00Z']] });
    expect(shown()).toEqual(['09:00', '09:30']);
    expect(feed.find(Date.parse('2027-01-04T08:00:00Z'), MONTH)).not.toBeNull();
  });

  it('keeps a released time visible until the server has responded', async () => {
    await answer(5, ['09:00', '09:30']);
    socket.watching(5);
    feed.claim({ slot: { start: '2027-01-04T09:00:00+01:00' }, day: '2027-01-04', duration: 30, held: true });
    push(6, { reason: 'held', taken: [['2027-01-04T08:00:00Z', '2027-01-04T08:30:00Z']] });
    feed.claim(null);
    expect(shown()).toEqual(['09:00', '09:30']);
    push(7, { reason: 'released', freed: [['2027-01-04T08:00:00Z', '2027-01-04T08:30:00Z']] });
    await settle(600);
    await answer(7, ['09:30']);
    expect(shown()).toEqual(['09:30']);
  });

  it('stops watching with its page', async () => {
    await answer(5, []);
    TestBed.resetTestingModule();
    expect(stopped).toBe(1);
  });
});
