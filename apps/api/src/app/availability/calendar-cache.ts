import { Inject, Injectable } from '@nestjs/common';
import type { Types } from 'mongoose';
import { mongo } from 'mongoose';
import type { BusyClaim } from '../calendars/booking.schema';
import type { CalendarChangedEvent } from '../calendars/calendar-feed';
import { CalendarFeed } from '../calendars/calendar-feed';
import { CalendarTransactions } from '../calendars/calendar-transactions';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import type { ExpertOfferings } from './expert-offerings';
import { ExpertOfferingsReader } from './expert-offerings';
import type { ClaimsRange } from '../calendars/claims.reader';
import { ClaimsReader } from '../calendars/claims.reader';
import { LruCache } from '../caching/lru-cache';
import { OPEN_CLAIM_BYTES, PACKED_CLAIM_BYTES, CachedClaims } from './cached-claims';
import { SingleFlight } from '../caching/single-flight';

/** What was read, good while the calendar has this revision. */
interface Read<T> {
  revision: number;
  value: T;
}

interface ReadCatalogue extends Read<ExpertOfferings> {
  /** The revision it was read at: it says the same while it only follows bookings and holds. */
  since: number;
}

interface ReadClaims extends Read<CachedClaims> {
  range: ClaimsRange;
}

/** What one is worth in bytes beside what it knows: keys, promises, this object. */
const CALENDAR_BYTES = 1000;

/** What this process knows of one expert's calendar. */
export class CachedCalendar {
  /** Newest revision heard of. */
  latestRevision = 0;
  catalogue: (ReadCatalogue & { bytes: number }) | null = null;
  claims: ReadClaims | null = null;
  readonly reading = {
    revision: new SingleFlight(),
    catalogue: new SingleFlight(),
    claims: new SingleFlight(),
  };

  constructor(readonly expertId: Types.ObjectId) {}

  /** Without claims that are open, which are counted by themselves. */
  get bytes(): number {
    const claims = (this.claims?.value.length ?? 0) * PACKED_CLAIM_BYTES;
    return CALENDAR_BYTES + (this.catalogue?.bytes ?? 0) + claims;
  }

  get openBytes(): number {
    return this.claims?.value.isOpen ? this.claims.value.length * OPEN_CLAIM_BYTES : 0;
  }

  /** Takes note of a change. What experts offer changes only with the reason `schedule`. */
  hear({ revision, change }: Pick<CalendarChangedEvent, 'revision' | 'change'>): void {
    if (this.catalogue?.revision === revision - 1 && change && change.reason !== 'schedule') {
      this.catalogue.revision = revision;
    }
    if (this.claims?.revision === revision - 1 && change?.put) {
      const { value } = this.claims;
      const { isOpen } = value;
      const next = new CachedClaims(applied(value.list(), change.freed, change.put));
      if (!isOpen) next.pack();
      this.claims = { ...this.claims, revision, value: next };
    }
    this.latestRevision = Math.max(this.latestRevision, revision);
  }

  /** Others may hold on to it for a while: what is large goes at once. */
  forget(): void {
    this.catalogue = null;
    this.claims = null;
  }
}

/** Live claims never overlap, so that a padded interval names one. What was read may hold the change already. */
function applied(
  claims: readonly BusyClaim[],
  freed: readonly [Date, Date][],
  put: readonly BusyClaim[],
): BusyClaim[] {
  const replaced = [...freed.map(([start]) => +start), ...put.map(({ padStart }) => +padStart)];
  return [...claims.filter(({ padStart }) => !replaced.includes(+padStart)), ...put];
}

export const MB = 1024 * 1024;
/** Shares of the memory: what is known of calendars, and the claims among it that are in use. */
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
 * What it says may be some milliseconds behind another process's commit: good enough to look at, and a booking looks again
 * in its transaction when the revision is not the one remembered (ADR 5).
 */
@Injectable()
export class CalendarCache {
  private readonly known: LruCache<string, CachedCalendar>;
  /** Those whose claims are objects, not numbers. */
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

  /** What is kept, and how often something was found in it or had to be read. */
  get figures(): CacheFigures {
    const { hits, misses } = this;
    return { bytes: this.known.weight + this.open.weight, entries: this.known.size, hits, misses };
  }

  /** True while nothing newer than `revision` has been heard of the calendar, and everything would be heard. */
  isCurrent(calendar: CachedCalendar, revision: number): boolean {
    return (
      calendar.latestRevision === revision &&
      this.feed.isFlowing &&
      this.known.peek(String(calendar.expertId)) === calendar
    );
  }

  /** The same of what the expert offers alone, by its `since`: bookings and holds do not change it. */
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
    // Known before it is read: what changes meanwhile is heard.
    if (this.feed.isFlowing) this.known.set(key, calendar);
    await this.refresh(calendar);
    return calendar;
  }

  /** Asks the database for the newest revision. False when it is the one that was known. */
  async refresh(calendar: CachedCalendar): Promise<boolean> {
    const before = calendar.latestRevision;
    const revision = await calendar.reading.revision.next(() => this.calendars.revisionOf(calendar.expertId));
    calendar.latestRevision = Math.max(calendar.latestRevision, revision);
    return calendar.latestRevision !== before;
  }

  /** What the expert offers, at the newest revision known. */
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
    const wanted = isNewest ? together(remembered.range, wider) : wider;
    const value = await calendar.reading.claims.of(
      `${revision}/${wanted.from}/${wanted.to}`,
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

/** What a cache holds and what came of asking it. */
export interface CacheFigures {
  bytes: number;
  entries: number;
  hits: number;
  misses: number;
}

function covers(outer: ClaimsRange, inner: ClaimsRange): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}

/** Who asks about one time asks about others soon: with little more work a month is read. */
function widened({ from, to }: ClaimsRange): ClaimsRange {
  return to - from > SHORT_RANGE_MS ? { from, to } : { from, to: to + AHEAD_MS };
}

/** Both, so that neighbouring months do not drive each other out; the second alone where that were too much to read. */
function together(known: ClaimsRange, wanted: ClaimsRange): ClaimsRange {
  const both = { from: Math.min(known.from, wanted.from), to: Math.max(known.to, wanted.to) };
  return both.to - both.from > MAX_RANGE_MS ? wanted : both;
}
