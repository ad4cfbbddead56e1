import { listSlots } from '@expertbook/scheduling';
import { Types } from 'mongoose';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { BusyClaim } from '../calendars/booking.schema';
import type { ExternalBlocks } from '../calendars/calendar-times';
import type { CalendarChangedEvent } from '../calendars/calendar-feed';
import type { Environment } from '../config/environment';
import { CalendarCache, MB } from './calendar-cache';
import type { Offer } from './offer';
import { slotQuestion } from './slot-question';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const FROM = Date.parse('2027-01-01T00:00:00Z');
const RANGE = { from: FROM, to: FROM + 120 * DAY_MS };
const CALENDARS = 1000;
const CLAIMS = 400;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const heap = () => (collect(), process.memoryUsage().heapUsed + process.memoryUsage().external);

const claimsOf = (eventTypeId: Types.ObjectId, count = CLAIMS): BusyClaim[] =>
  Array.from({ length: count }, (_, i) => {
    const start = new Date(FROM + i * 2 * HOUR_MS);
    const end = new Date(+start + HOUR_MS);
    const claim = { padStart: start, padEnd: end, start: new Date(start), expiresAt: null };
    // As the driver returns them: each has an id object of its own.
    return {
      ...claim,
      status: 'confirmed',
      eventTypeId: new Types.ObjectId(eventTypeId.id),
      duration: 60,
      seats: 1,
      seatsTaken: 1,
    };
  });

const ALL_DAY = [{ start: '00:00', end: '24:00' }];
const offerOf = (eventTypeId: Types.ObjectId): Offer =>
  ({
    expert: {},
    eventType: {
      _id: eventTypeId,
      seats: 1,
      bufferBefore: 0,
      bufferAfter: 0,
      minimumNotice: 0,
      slotInterval: 30,
      window: { kind: 'rolling', days: 365 },
      limits: {},
    },
    schedule: { timeZone: 'UTC', weekly: Array(7).fill(ALL_DAY), overrides: [], outOfOffice: [] },
  }) as unknown as Offer;

/** A cache over a database with the given `claims`, and the reads it made. */
function cacheOf(
  cacheMb: number,
  claims: (expertId: Types.ObjectId) => BusyClaim[],
  external: ExternalBlocks[] = [],
) {
  const listeners: ((moved: CalendarChangedEvent) => void)[] = [];
  const reads = { claims: 0, external: 0 };
  const feed = {
    isFlowing: true,
    onChanged: (listener: (moved: CalendarChangedEvent) => void) => listeners.push(listener),
    onGap: () => undefined,
  };
  const cache = new CalendarCache(
    { cacheMb } as Environment,
    feed as never,
    { revisionOf: () => Promise.resolve(1), onCommitted: () => undefined } as never,
    { read: () => Promise.resolve({ eventTypes: [], schedules: [], email: 'a@example.com' }) } as never,
    {
      between: (expertId: Types.ObjectId) => ((reads.claims += 1), Promise.resolve(claims(expertId))),
    } as never,
    { all: () => ((reads.external += 1), Promise.resolve(external)) } as never,
  );
  const tell = (moved: CalendarChangedEvent) => listeners.forEach((listener) => listener(moved));
  return { cache, reads, tell };
}

describe('the calendar cache', () => {
  it(`of ${CALENDARS} experts with ${CLAIMS} claims each stays within its bytes, also in the heap`, async () => {
    const { cache } = cacheOf(32, (expertId) => claimsOf(expertId));
    const look = async (expertId: Types.ObjectId) => {
      const calendar = await cache.of(expertId);
      await cache.offeringsOf(calendar);
      const claims = await cache.claimsOf(calendar, RANGE);
      const question = slotQuestion(offerOf(expertId), 60, claims, FROM);
      expect(listSlots({ ...question, from: FROM, to: FROM + DAY_MS }).length).toBeGreaterThan(0);
    };
    await look(new Types.ObjectId());
    const before = heap();
    for (let i = 0; i < CALENDARS; i++) await look(new Types.ObjectId());
    const { bytes, entries } = cache.figures;
    expect(bytes).toBeLessThanOrEqual(32 * MB);
    // The counted bytes match the heap: V8's own part varies, and without a bound the heap grows by 421 MB.
    expect(heap() - before).toBeLessThan(1.5 * 32 * MB);
    // As numbers, far more are cached than fit as objects.
    expect(entries).toBeGreaterThan(200);
    expect(entries).toBeLessThan(CALENDARS);
  });

  it('returns the same claims after packing, without another read, and applies changes', async () => {
    const held: BusyClaim[] = claimsOf(new Types.ObjectId(), 3).map((claim, i) =>
      i === 1 ? { ...claim, status: 'held', expiresAt: new Date(FROM + 7), seats: 5, seatsTaken: 2 } : claim,
    );
    const large = new Map([[0, claimsOf(new Types.ObjectId(), 3000)]]);
    const small = new Types.ObjectId();
    const { cache, reads, tell } = cacheOf(4, (id) => (id === small ? held : (large.get(0) ?? [])));
    const calendar = await cache.of(small);
    const before = await cache.claimsOf(calendar, RANGE);
    expect((await cache.claimsOf(calendar, RANGE)).claims).toBe(before.claims);
    // Others evict the unpacked ones.
    const other = await cache.of(new Types.ObjectId());
    await cache.claimsOf(other, RANGE);
    expect(calendar.claims?.value.isOpen).toBe(false);
    expect(reads.claims).toBe(2);

    const [first, second, third] = before.claims as [BusyClaim, BusyClaim, BusyClaim];
    const put = { ...third, padStart: new Date(FROM + 9 * HOUR_MS), padEnd: new Date(FROM + 10 * HOUR_MS) };
    tell({
      expertId: small,
      revision: 2,
      change: {
        reason: 'rescheduled',
        taken: [],
        freed: [[third.padStart, third.padEnd]],
        bookingIds: [],
        put: [put],
      },
    });
    const after = await cache.claimsOf(calendar, RANGE);
    expect(after.claims).toEqual([first, second, put]);
    expect(Object.isFrozen(after.claims)).toBe(true);
    expect(reads.claims).toBe(2);
  });

  it('keeps no data of an evicted calendar', async () => {
    const { cache, reads } = cacheOf(1, (expertId) => claimsOf(expertId));
    const first = new Types.ObjectId();
    const calendar = await cache.of(first);
    await cache.claimsOf(calendar, RANGE);
    for (let i = 0; i < 40; i++) await cache.claimsOf(await cache.of(new Types.ObjectId()), RANGE);
    expect(calendar.claims).toBeNull();
    expect(cache.isCurrent(calendar, 1)).toBe(false);
    await cache.claimsOf(await cache.of(first), RANGE);
    expect(reads.claims).toBe(42);
  });

  it('reads busy time elsewhere once, whatever is booked, and again when it or the offers have changed', async () => {
    const calendarId = new Types.ObjectId();
    const blocks = [{ calendarId, minutes: new Uint32Array(2_000) }];
    const { cache, reads, tell } = cacheOf(4, () => [], blocks);
    const expertId = new Types.ObjectId();
    const calendar = await cache.of(expertId);
    const range = { ...RANGE, calendarIds: [calendarId] };
    expect((await cache.claimsOf(calendar, RANGE)).external).toEqual([]);
    expect(reads.external).toBe(0);
    const before = cache.figures.bytes;
    const { external } = await cache.claimsOf(calendar, range);
    expect(external).toEqual(blocks);
    expect(cache.figures.bytes - before).toBeGreaterThanOrEqual(2_000 * 4);
    const change = { taken: [], freed: [], bookingIds: [], put: [] };
    tell({ expertId, revision: 2, change: { reason: 'booked', ...change } });
    const later = { ...range, from: range.from + 300 * DAY_MS, to: range.to + 300 * DAY_MS };
    expect((await cache.claimsOf(calendar, later)).external).toBe(external);
    expect(reads.external).toBe(1);
    let revision = 2;
    for (const reason of ['external', 'schedule'] as const) {
      tell({ expertId, revision: (revision += 1), change: { reason, ...change } });
      await cache.claimsOf(calendar, range);
      expect(reads.external).toBe(revision - 1);
    }
    // A revision without its change, and other calendars.
    tell({ expertId, revision: (revision += 2), change: null });
    await cache.claimsOf(calendar, range);
    await cache.claimsOf(calendar, { ...range, calendarIds: [new Types.ObjectId()] });
    expect(reads.external).toBe(5);
  });
});
