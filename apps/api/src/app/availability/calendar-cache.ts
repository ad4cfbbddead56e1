import { Inject, Injectable } from '@nestjs/common';
import type { Types } from 'mongoose';
import { mongo } from 'mongoose';
import type { BusyClaim } from '../calendars/booking.schema';
import type { CalendarChangedEvent } from '../calendars/calendar-feed';
import { CalendarFeed } from '../calendars/calendar-feed';
import { CalendarTransactions } from '../calendars/calendar-transactions';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { ExpertOfferingsReader } from './expert-offerings';
import type { ClaimsRange } from '../calendars/claims.reader';
import { ClaimsReader } from '../calendars/claims.reader';
import { LruCache } from '../caching/lru-cache';
import type { ReadCatalogue } from './cached-calendar';
import { CachedCalendar } from './cached-calendar';
import { CachedClaims } from './cached-claims';

export const MB = 1024 * 1024;
/** Shares of the memory: cached calendars, and the unpacked claims among them. */
const SHARE = { known: 0.35, open: 0.4 };
/** An object in memory is larger than as BSON. */
const BYTES_PER_BSON_BYTE = 4;
const DAY_MS = 86_400_000;
const MAX_RANGE_MS = 200 * DAY_MS;
const SHORT_RANGE_MS = 3 * DAY_MS;
const AHEAD_MS = 31 * DAY_MS;

/**
 * Cached calendars of this process, which answer without the database while nothing has changed. The change stream and
 * the process's own commits announce every new revision; older data is then read again by the next request that
 * needs it, once for concurrent requests. While the stream is interrupted nothing is cached.
 *
 * It may be some milliseconds behind another process's commit: sufficient for lists, and a booking decides again
 * in its transaction when the revision differs from the cached one (ADR 5).
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
    private readonly catalogues: ExpertOfferingsReader,
    private readonly claims: ClaimsReader,
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
    const hear = (moved: CalendarChangedEvent) => this.hear(moved);
    feed.onChanged(hear);
    calendars.onCommitted(hear);
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
    const { catalogue, latestRevision: heard } = calendar;
    return catalogue?.since === since && catalogue.revision === heard && this.isCurrent(calendar, heard);
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
  async offeringsOf(calendar: CachedCalendar): Promise<ReadCatalogue> {
    const revision = calendar.latestRevision;
    const remembered = calendar.catalogue;
    if (remembered?.revision === revision) {
      this.hits += 1;
      return { revision, since: remembered.since, value: remembered.value };
    }
    this.misses += 1;
    const value = await calendar.reading.catalogue.of(String(revision), () =>
      this.catalogues.read(calendar.expertId),
    );
    if ((calendar.catalogue?.revision ?? -1) < revision) {
      const bytes = mongo.BSON.calculateObjectSize(value) * BYTES_PER_BSON_BYTE;
      calendar.catalogue = { revision, since: revision, value, bytes };
      this.weigh(calendar);
    }
    return { revision, since: revision, value };
  }

  /**
   * Live claims (expired holds included) that overlap the range, and more; a frozen list, the same one for as long as nothing
   * changes.
   */
  async claimsOf(calendar: CachedCalendar, range: ClaimsRange): Promise<readonly BusyClaim[]> {
    const revision = calendar.latestRevision;
    const remembered = calendar.claims;
    const isNewest = remembered?.revision === revision;
    if (isNewest && covers(remembered.range, range)) {
      this.hits += 1;
      return this.opened(calendar, remembered.value);
    }
    this.misses += 1;
    const wider = widened(range);
    const isExtended = isNewest && hasSameCalendars(remembered.range, range);
    const wanted = isExtended ? together(remembered.range, wider) : wider;
    const value = await calendar.reading.claims.of(
      `${revision}/${wanted.from}/${wanted.to}/${String(wanted.calendarIds ?? '')}`,
      async () => new CachedClaims(await this.claims.between(calendar.expertId, wanted)),
    );
    if ((calendar.claims?.revision ?? -1) <= revision) calendar.claims = { revision, range: wanted, value };
    return this.opened(calendar, value);
  }

  private hear(moved: CalendarChangedEvent): void {
    const calendar = this.known.peek(String(moved.expertId));
    if (!calendar) return;
    calendar.hear(moved);
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
  return outer.from <= inner.from && inner.to <= outer.to && hasSameCalendars(outer, inner);
}

function hasSameCalendars(
  { calendarIds: known }: ClaimsRange,
  { calendarIds: wanted }: ClaimsRange,
): boolean {
  if (known === wanted) return true;
  return known?.length === wanted?.length && (known ?? []).every((id, i) => wanted?.[i]?.equals(id));
}

/** Requests for one time are followed by requests for others: reading a month costs little more. */
function widened(range: ClaimsRange): ClaimsRange {
  const { from, to } = range;
  return to - from > SHORT_RANGE_MS ? range : { ...range, to: to + AHEAD_MS };
}

/** Both, so that neighbouring months do not evict each other; the second alone if both were too much to read. */
function together(known: ClaimsRange, wanted: ClaimsRange): ClaimsRange {
  const both = { ...wanted, from: Math.min(known.from, wanted.from), to: Math.max(known.to, wanted.to) };
  return both.to - both.from > MAX_RANGE_MS ? wanted : both;
}
