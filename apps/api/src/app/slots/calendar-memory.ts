import { Injectable } from '@nestjs/common';
import type { Types } from 'mongoose';
import type { BusyClaim } from '../bookings/booking.schema';
import type { CalendarMoved } from '../calendars/calendar-feed';
import { CalendarFeed } from '../calendars/calendar-feed';
import { CalendarTransactions } from '../calendars/calendar-transactions';
import type { Catalogue } from './catalogue';
import { CatalogueReader } from './catalogue';
import type { ClaimsRange } from './claims.reader';
import { ClaimsReader } from './claims.reader';
import { RecentMap } from './recent-map';
import { SharedRead } from './shared-read';

/** What was read, good while the calendar has this revision. */
interface Read<T> {
  revision: number;
  value: T;
}

interface ReadClaims extends Read<readonly BusyClaim[]> {
  range: ClaimsRange;
}

/** What this process knows of one expert's calendar. */
export class KnownCalendar {
  /** Newest revision heard of. */
  heard = 0;
  catalogue: Read<Catalogue> | null = null;
  claims: ReadClaims | null = null;
  readonly reading = { revision: new SharedRead(), catalogue: new SharedRead(), claims: new SharedRead() };

  constructor(readonly expertId: Types.ObjectId) {}

  /** Takes note of a change. What experts offer changes only with the reason `schedule`. */
  hear({ revision, change }: Pick<CalendarMoved, 'revision' | 'change'>): void {
    if (this.catalogue?.revision === revision - 1 && change && change.reason !== 'schedule') {
      this.catalogue.revision = revision;
    }
    if (this.claims?.revision === revision - 1 && change?.put) {
      const value = Object.freeze(applied(this.claims.value, change.freed, change.put));
      this.claims = { ...this.claims, revision, value };
    }
    this.heard = Math.max(this.heard, revision);
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

const MOST_CALENDARS = 2000;
const DAY_MS = 86_400_000;
const LONGEST_RANGE_MS = 200 * DAY_MS;
const SHORT_RANGE_MS = 3 * DAY_MS;
const AHEAD_MS = 31 * DAY_MS;

/**
 * Calendars as this process remembers them: answers without the database while nothing has changed. The change stream and
 * the process's own commits tell of every new revision; whatever was read at an older one is then read again by whoever
 * needs it next, once for all who ask at the same time. While the stream does not flow nothing is remembered.
 *
 * What it says may be some milliseconds behind another process's commit: good enough to look at, and a booking looks again
 * in its transaction when the revision is not the one remembered (ADR 5).
 */
@Injectable()
export class CalendarMemory {
  private readonly known = new RecentMap<string, KnownCalendar>(MOST_CALENDARS);

  constructor(
    private readonly feed: CalendarFeed,
    private readonly calendars: CalendarTransactions,
    private readonly catalogues: CatalogueReader,
    private readonly claims: ClaimsReader,
  ) {
    const hear = (moved: CalendarMoved) => this.known.peek(String(moved.expertId))?.hear(moved);
    feed.onMoved(hear);
    calendars.onCommitted(hear);
    feed.onGap(() => this.known.clear());
  }

  /** True while nothing newer than `revision` has been heard of the calendar, and everything would be heard. */
  isCurrent(calendar: KnownCalendar, revision: number): boolean {
    return (
      calendar.heard === revision &&
      this.feed.isFlowing &&
      this.known.peek(String(calendar.expertId)) === calendar
    );
  }

  /** The calendar with a revision that was the newest at some time since the call, or since the feed told of it. */
  async of(expertId: Types.ObjectId): Promise<KnownCalendar> {
    const key = String(expertId);
    const known = this.feed.isFlowing ? this.known.get(key) : undefined;
    if (known && known.heard > 0) return known;
    const calendar = known ?? new KnownCalendar(expertId);
    // Known before it is read: what changes meanwhile is heard.
    if (this.feed.isFlowing) this.known.set(key, calendar);
    await this.refresh(calendar);
    return calendar;
  }

  /** Asks the database for the newest revision. False when it is the one that was known. */
  async refresh(calendar: KnownCalendar): Promise<boolean> {
    const before = calendar.heard;
    const revision = await calendar.reading.revision.next(() => this.calendars.revisionOf(calendar.expertId));
    calendar.heard = Math.max(calendar.heard, revision);
    return calendar.heard !== before;
  }

  /** What the expert offers, at the newest revision known. */
  async catalogueOf(calendar: KnownCalendar): Promise<Read<Catalogue>> {
    const revision = calendar.heard;
    const remembered = calendar.catalogue;
    if (remembered?.revision === revision) return { ...remembered };
    const value = await calendar.reading.catalogue.of(String(revision), () =>
      this.catalogues.read(calendar.expertId),
    );
    if ((calendar.catalogue?.revision ?? -1) < revision) calendar.catalogue = { revision, value };
    return { revision, value };
  }

  /**
   * Live claims (expired holds included) that overlap the range, and more; a frozen list, the same one for as long as nothing
   * changes.
   */
  async claimsOf(calendar: KnownCalendar, range: ClaimsRange): Promise<readonly BusyClaim[]> {
    const revision = calendar.heard;
    const remembered = calendar.claims;
    const isNewest = remembered?.revision === revision;
    if (isNewest && covers(remembered.range, range)) return remembered.value;
    const wider = widened(range);
    const wanted = isNewest ? together(remembered.range, wider) : wider;
    const value = await calendar.reading.claims.of(`${revision}/${wanted.from}/${wanted.to}`, async () =>
      Object.freeze(await this.claims.between(calendar.expertId, wanted)),
    );
    if ((calendar.claims?.revision ?? -1) <= revision) calendar.claims = { revision, range: wanted, value };
    return value;
  }
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
  return both.to - both.from > LONGEST_RANGE_MS ? wanted : both;
}
