import { Inject, Injectable, Logger } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, Types } from 'mongoose';
import { trusted } from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExternalFreshness } from '../availability/external-calendars';
import { calendarsOf } from '../availability/external-calendars';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { DomainError } from '../http/domain-error';
import { LruCache } from '../caching/lru-cache';
import type { Expert } from '../offerings/expert.schema';
import { CalendarSync } from './calendar-sync.service';
import { ConnectedCalendarRecord } from './connected-calendar.schema';

/** What was read so long ago is read again before a booking. */
const FRESH_MS = 60_000;
const MAX_KNOWN = 20_000;
const LOOK_EVERY_MS = 50;
const RETRY_AFTER_SECONDS = 10;

/**
 * Reads an expert's connected calendars once more before a booking, outside of its transaction: what was entered elsewhere a moment ago
 * is not double-booked.
 */
@Injectable()
export class CalendarFreshness implements ExternalFreshness {
  private readonly logger = new Logger(CalendarFreshness.name);
  /** Reads under way, by calendar: bookings at the same moment share one. */
  private readonly reading = new Map<string, Promise<boolean>>();
  /** When calendars were last read, as far as is known, epoch milliseconds; it may have been later. */
  private readonly lastRead = new LruCache<string, number>(MAX_KNOWN, () => 1);

  constructor(
    @InjectModel(ConnectedCalendarRecord.name) private readonly calendars: Model<ConnectedCalendarRecord>,
    private readonly sync: CalendarSync,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /**
   * Resolves once all calendars that count for the event type were read within the last minute, or need not be: their expert
   * has chosen that what was read last counts.
   * @throws DomainError `busy_try_again` where a calendar cannot be read in time and counts as closed then
   */
  async ensure(expert: Pick<Expert, 'externalCalendars'>, eventTypeId: Types.ObjectId): Promise<void> {
    const ids = calendarsOf(expert, eventTypeId).map(({ calendarId }) => calendarId);
    if (ids.length === 0) return;
    const fresh = +freshSince();
    if (ids.every((id) => (this.lastRead.get(String(id)) ?? 0) >= fresh)) return;
    const found = await this.calendars
      .find({ _id: trusted({ $in: ids }) }, { whenStale: 1, isStale: 1, lastReadAt: 1 })
      .lean();
    for (const { _id, lastReadAt } of found) if (lastReadAt) this.lastRead.set(String(_id), +lastReadAt);
    const old = found.filter(({ lastReadAt }) => !lastReadAt || +lastReadAt < fresh);
    // A stale calendar is tried by the sweep; what its expert chose for it applies already.
    const tried = old.filter(({ isStale }) => !isStale);
    const isFresh = await Promise.all(tried.map(({ _id }) => this.refreshOnce(_id)));
    if (tried.some(({ whenStale }, i) => whenStale === 'closed' && !isFresh[i])) {
      throw new DomainError('busy_try_again', {
        detail: 'The expert’s calendar can’t be checked right now. Try again in a moment.',
        retryAfter: RETRY_AFTER_SECONDS,
      });
    }
  }

  /** Drops what is known about calendars: of those that are disconnected, and where the database was changed by hand. */
  forget(calendarIds: readonly Types.ObjectId[]): void {
    for (const id of calendarIds) this.lastRead.delete(String(id));
  }

  private refreshOnce(_id: Types.ObjectId): Promise<boolean> {
    const key = _id.toHexString();
    const known = this.reading.get(key);
    if (known) return known;
    const fresh = this.refresh(_id).finally(() => this.reading.delete(key));
    this.reading.set(key, fresh);
    return fresh;
  }

  private async refresh(_id: Types.ObjectId): Promise<boolean> {
    const patience = this.environment.calendarCheckTimeout;
    const ended = new AbortController();
    const read = this.sync.sync(_id, patience).then(
      (outcome) =>
        outcome === 'elsewhere'
          ? this.isReadElsewhere(_id, ended.signal)
          : outcome === 'read' || outcome === 'gone',
      (error: unknown) => {
        const why = error instanceof Error ? error.name : 'unknown';
        this.logger.warn(`Reading a calendar before a booking failed (${why}).`);
        return false;
      },
    );
    // What is read later than that is still taken over.
    const timeout = sleep(patience, false, { signal: ended.signal }).catch(() => false);
    try {
      return await Promise.race([read, timeout]);
    } finally {
      ended.abort();
    }
  }

  private async isReadElsewhere(_id: Types.ObjectId, signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted) {
      if (!(await this.calendars.exists({ _id, ...readBefore(freshSince()) }))) return true;
      await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
    return false;
  }
}

function freshSince(): Date {
  return new Date(Date.now() - FRESH_MS);
}

function readBefore(since: Date) {
  return { $or: [{ lastReadAt: null }, { lastReadAt: trusted({ $lt: since }) }] };
}
