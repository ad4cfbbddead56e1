import { Inject, Injectable } from '@nestjs/common';
import type { Types } from 'mongoose';
import { mongo } from 'mongoose';
import type { BusyClaim } from '../calendars/booking.schema';
import type { CalendarTimes, ExternalBlocks } from '../calendars/calendar-times';
import { NO_EXTERNAL } from '../calendars/calendar-times';
import type { CalendarChangedEvent } from '../calendars/calendar-feed';
import { CalendarFeed } from '../calendars/calendar-feed';
import { CalendarTransactions } from '../calendars/calendar-transactions';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { ExpertOfferingsReader } from './expert-offerings';
import type { ClaimsRange } from '../calendars/claims-range';
import { ClaimsReader } from '../calendars/claims.reader';
import { ExternalBusyReader } from '../calendars/external-busy.reader';
import { LruCache } from '../caching/lru-cache';
import type { ReadOfferings } from './cached-calendar';
import { CachedCalendar } from './cached-calendar';
import { CachedClaims } from './cached-claims';

export const MB = 1024 * 1024;
/** Shares of the memory: cached calendars, and the unpacked claims among them. */
const SHARE = { known: 0.35, open: 0.4 };
/** An object in memory is larger than as BSON. */
const BYTES_PER_BSON_BYTE = 4;
/** Of busy time elsewhere: minutes of 4 bytes, and the engine's columns of 8. */
const EXTERNAL_COPIES = 3;
const DAY_MS = 86_400_000;
const MAX_RANGE_MS = 200 * DAY_MS;
const SHORT_RANGE_MS = 3 * DAY_MS;
const AHEAD_MS = 31 * DAY_MS;

/**
 * Cached calendars of this process, which are used without a read while nothing has changed. The change stream and
 * the process's own commits announce every new revision; the next request that needs older data reads it again, once
 * for concurrent requests. While the stream is interrupted nothing is cached.
 *
 * It may be some milliseconds behind another process's commit: sufficient for lists, and a booking decides again in
 * its transaction when the revision differs from the cached one (ADR 5).
 */
@Injectable()
export class CalendarCache {
  private readonly known: LruCache<string, CachedCalendar>;
  /** Calendars whose claims are unpacked. */
  private readonly open: LruCache<string, CachedCalendar>;
  private hits = 0;
  private misses = 0;

  constructor(
    @Inject(ENVIRONMENT) { cacheMb }: Environment,
    private readonly feed: CalendarFeed,
    private readonly calendars: CalendarTransactions,
    private readonly offeringsReader: ExpertOfferingsReader,
    private readonly claims: ClaimsReader,
    private readonly external: ExternalBusyReader,
  ) {
    this.known = new LruCache(
      cacheMb * MB * SHARE.known,
      ({ bytes }) => bytes,
      (calendar, key) => {
        this.open.delete(key);
        calendar.forget();
      },
    );
    this.open = new LruCache(
      cacheMb * MB * SHARE.open,
      ({ openBytes }) => openBytes,
      (calendar) => calendar.claims?.value.pack(),
    );
    const applyChange = (event: CalendarChangedEvent) => this.applyChange(event);
    feed.onChanged(applyChange);
    calendars.onCommitted(applyChange);
    feed.onGap(() => {
      this.known.clear();
      this.open.clear();
    });
  }

  /** Size of the cache, hits and misses. */
  get figures(): CacheFigures {
    const { hits, misses } = this;
    return { bytes: this.known.weight + this.open.weight, entries: this.known.size, hits, misses };
  }

  /** Whether `revision` is the latest known one, and the change stream is intact. */
  isCurrent(calendar: CachedCalendar, revision: number): boolean {
    return (
      calendar.latestRevision === revision &&
      this.feed.isFlowing &&
      this.known.peek(String(calendar.expertId)) === calendar
    );
  }

  /** The same for the offerings alone, by their `since`: bookings and holds do not change them. */
  areCurrentOfferings(calendar: CachedCalendar, since: number): boolean {
    const { offerings, latestRevision: latest } = calendar;
    return offerings?.since === since && offerings.revision === latest && this.isCurrent(calendar, latest);
  }

  /** The calendar with a revision that was the latest at some time since the call, or since the feed announced it. */
  async of(expertId: Types.ObjectId): Promise<CachedCalendar> {
    const key = String(expertId);
    const known = this.feed.isFlowing ? this.known.get(key) : undefined;
    if (known && known.latestRevision > 0) return known;
    const calendar = known ?? new CachedCalendar(expertId);
    // Registered before it is read, so that concurrent changes are applied.
    if (this.feed.isFlowing) this.known.set(key, calendar);
    await this.refresh(calendar);
    return calendar;
  }

  /** Reads the latest revision from the database. False when it was known already. */
  async refresh(calendar: CachedCalendar): Promise<boolean> {
    const before = calendar.latestRevision;
    const revision = await calendar.reading.revision.next(() => this.calendars.revisionOf(calendar.expertId));
    calendar.latestRevision = Math.max(calendar.latestRevision, revision);
    return calendar.latestRevision !== before;
  }

  /** The expert's offerings, at the latest known revision. */
  async offeringsOf(calendar: CachedCalendar): Promise<ReadOfferings> {
    const revision = calendar.latestRevision;
    const cached = calendar.offerings;
    if (cached?.revision === revision) {
      this.hits += 1;
      return { revision, since: cached.since, value: cached.value };
    }
    this.misses += 1;
    const value = await calendar.reading.offerings.of(String(revision), () =>
      this.offeringsReader.read(calendar.expertId),
    );
    if ((calendar.offerings?.revision ?? -1) < revision) {
      const bytes = mongo.BSON.calculateObjectSize(value) * BYTES_PER_BSON_BYTE;
      calendar.offerings = { revision, since: revision, value, bytes };
      this.weigh(calendar);
    }
    return { revision, since: revision, value };
  }

  /**
   * What takes time in the range, and more: frozen lists, the same ones for as long as nothing changes. Holds among the claims may
   * have expired.
   */
  async claimsOf(calendar: CachedCalendar, range: ClaimsRange): Promise<CalendarTimes> {
    const { calendarIds } = range;
    if (!calendarIds?.length)
      return { claims: await this.liveClaimsOf(calendar, range), external: NO_EXTERNAL };
    const [claims, external] = await Promise.all([
      this.liveClaimsOf(calendar, range),
      this.externalOf(calendar, calendarIds),
    ]);
    return { claims, external };
  }

  private async liveClaimsOf(calendar: CachedCalendar, range: ClaimsRange): Promise<readonly BusyClaim[]> {
    const revision = calendar.latestRevision;
    const cached = calendar.claims;
    const isNewest = cached?.revision === revision;
    if (isNewest && covers(cached.range, range)) {
      this.hits += 1;
      return this.opened(calendar, cached.value);
    }
    this.misses += 1;
    const wider = widened(range);
    const wanted = isNewest ? together(cached.range, wider) : wider;
    const value = await calendar.reading.claims.of(
      `${revision}/${wanted.from}/${wanted.to}`,
      async () => new CachedClaims(await this.claims.between(calendar.expertId, wanted)),
    );
    if ((calendar.claims?.revision ?? -1) <= revision) calendar.claims = { revision, range: wanted, value };
    return this.opened(calendar, value);
  }

  /** The busy time of the connected calendars, all of it: bookings and holds do not change it. */
  private async externalOf(
    calendar: CachedCalendar,
    calendarIds: readonly Types.ObjectId[],
  ): Promise<readonly ExternalBlocks[]> {
    const revision = calendar.latestRevision;
    const cached = calendar.external;
    if (cached?.revision === revision && isSameList(cached.calendarIds, calendarIds)) return cached.value;
    const value = await calendar.reading.external.of(`${revision}/${calendarIds.join()}`, async () =>
      Object.freeze(await this.external.all(calendarIds)),
    );
    if ((calendar.external?.revision ?? -1) <= revision) {
      const bytes = EXTERNAL_COPIES * value.reduce((sum, { minutes }) => sum + minutes.byteLength, 0);
      calendar.external = { revision, calendarIds, value, bytes };
      this.weigh(calendar);
    }
    return value;
  }

  private applyChange(event: CalendarChangedEvent): void {
    const calendar = this.known.peek(String(event.expertId));
    if (!calendar) return;
    calendar.applyChange(event);
    this.weigh(calendar);
  }

  private opened(calendar: CachedCalendar, claims: CachedClaims): readonly BusyClaim[] {
    const list = claims.list();
    this.weigh(calendar);
    const key = String(calendar.expertId);
    // A use; a calendar that is not cached must not be packed.
    if (this.known.peek(key) === calendar && calendar.openBytes > 0) {
      if (this.open.get(key) === calendar) this.open.reweigh(key);
      else this.open.set(key, calendar);
    }
    return list;
  }

  private weigh({ expertId }: CachedCalendar): void {
    const key = String(expertId);
    this.known.reweigh(key);
    this.open.reweigh(key);
  }
}

/** Figures of a cache. */
export interface CacheFigures {
  bytes: number;
  entries: number;
  hits: number;
  misses: number;
}

function covers(outer: ClaimsRange, inner: ClaimsRange): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}

function isSameList(some: readonly Types.ObjectId[], others: readonly Types.ObjectId[]): boolean {
  return some.length === others.length && some.every((id, i) => others[i]?.equals(id));
}

/** Requests for one time are followed by requests for others: reading a month costs little more. */
function widened(range: ClaimsRange): ClaimsRange {
  const { from, to } = range;
  return to - from > SHORT_RANGE_MS ? range : { ...range, to: to + AHEAD_MS };
}

/** The union, so that neighbouring months do not evict each other; only the second if both were too much to read. */
function together(known: ClaimsRange, wanted: ClaimsRange): ClaimsRange {
  const both = { ...wanted, from: Math.min(known.from, wanted.from), to: Math.max(known.to, wanted.to) };
  return both.to - both.from > MAX_RANGE_MS ? wanted : both;
}
