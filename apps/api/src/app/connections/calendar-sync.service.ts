import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { SyncFailure } from '@expertbook/contracts';
import type { Model, Types } from 'mongoose';
import { trusted } from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import { CalendarTransactions } from '../calendars/calendar-transactions';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { logEvent } from '../observability/log-event';
import { Expert } from '../offerings/expert.schema';
import { DecryptError } from '../secrets/encryption';
import { randomUid } from '../tokens/random-token';
import { CalendarAdapters } from './adapters';
import { BookingCalendars } from './booking-calendars.service';
import type { CalendarRead } from './calendar-adapter';
import { ProviderError } from './calendar-adapter';
import { ConnectedCalendarRecord } from './connected-calendar.schema';
import { ConnectionRecord } from './connection.schema';
import { ConnectionSecrets } from './connection-secrets';
import { CALENDARS_CHANGED, ExpertCalendars } from './expert-calendars';
import { EntryChanges } from './entry-changes';
import { OwnEvents } from './own-events';
import { ReadWriter } from './read-writer';
import { retryAt } from './sync-times';

/** The outcome of reading a calendar; `elsewhere`: another process or request is reading it; `gone`: it is disconnected. */
export type SyncOutcome = 'read' | 'elsewhere' | 'gone' | SyncFailure;

/** What was read, and the zone that its floating times were read in. */
interface ZonedRead {
  read: CalendarRead;
  zone: string;
}

const DAY_MS = 86_400_000;
/** The booking window has at most 730 days; the rest is slack until everything is read again. */
const AHEAD_MS = 760 * DAY_MS;
const BEHIND_MS = 31 * DAY_MS;
const FULL_READ_MS = 7 * DAY_MS;
const ENDS_WITH_READ: readonly SyncFailure[] = ['not_reachable', 'sign_in_again', 'not_found'];
const LOOK_EVERY_MS = 100;
/** Time for writing what was read, beside the read's own. */
const WRITE_MS = 30_000;

/** Reads one calendar from its provider and takes over what changed. No network call runs in a transaction. */
@Injectable()
export class CalendarSync {
  constructor(
    @InjectModel(ConnectedCalendarRecord.name) private readonly calendars: Model<ConnectedCalendarRecord>,
    @InjectModel(ConnectionRecord.name) private readonly connections: Model<ConnectionRecord>,
    @InjectModel(Expert.name) private readonly experts: Model<Expert>,
    private readonly transactions: CalendarTransactions,
    private readonly adapters: CalendarAdapters,
    private readonly secrets: ConnectionSecrets,
    private readonly expertCalendars: ExpertCalendars,
    private readonly writer: ReadWriter,
    private readonly entryChanges: EntryChanges,
    private readonly ownEvents: OwnEvents,
    private readonly bookingCalendars: BookingCalendars,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /**
   * @param timeoutMs for the provider, milliseconds
   * @throws DomainError `busy_try_again` where the database does not take what was read
   */
  async sync(calendarId: Types.ObjectId, timeoutMs: number): Promise<SyncOutcome> {
    const token = randomUid();
    const calendar = await this.claim(calendarId, token, timeoutMs);
    if (!calendar) return (await this.calendars.exists({ _id: calendarId })) ? 'elsewhere' : 'gone';
    try {
      const { read, zone } = await this.read(calendar, timeoutMs);
      if (!(await this.writer.write(calendar, token, read, zone))) return 'elsewhere';
      // What could not be written for a reason that has ended with this read.
      if (ENDS_WITH_READ.some((one) => one === calendar.writeFailure))
        await this.bookingCalendars.catchUp(calendar);
      return 'read';
    } catch (error) {
      const failure = failureOf(error);
      if (!failure) {
        // An error of our own must not come again with every sweep.
        const dueAt = retryAt(Date.now(), calendar.failures + 1, null);
        await this.calendars.updateOne(
          { _id: calendarId, 'claim.token': token },
          { $set: { dueAt, claim: null }, $inc: { failures: 1 } },
        );
        throw error;
      }
      const retryAfterMs = error instanceof ProviderError ? error.retryAfterMs : null;
      await this.fail(calendar, token, failure, retryAfterMs);
      return failure;
    }
  }

  /**
   * {@link sync} for a request that must see what is in the calendar now: a read that another process has begun is waited for.
   * @throws DomainError `busy_try_again`
   */
  async syncNow(calendarId: Types.ObjectId, timeoutMs: number): Promise<SyncOutcome> {
    const end = Date.now() + timeoutMs;
    for (;;) {
      const outcome = await this.sync(calendarId, timeoutMs);
      if (outcome !== 'elsewhere' || Date.now() > end) return outcome;
      await sleep(LOOK_EVERY_MS);
    }
  }

  /** Marks calendars that could not be read for too long: the expert's choice for that applies from now on. */
  async markStale(calendar: Pick<ConnectedCalendarRecord, '_id' | 'expertId'>): Promise<void> {
    const { _id, expertId } = calendar;
    await this.transactions.run(expertId, CALENDARS_CHANGED, async ({ session }) => {
      await this.calendars.updateOne(
        { _id, lastReadAt: trusted({ $lt: this.staleBefore() }) },
        { isStale: true },
        { session },
      );
      await this.expertCalendars.update(expertId, session);
    });
    logEvent('calendar.stale', { accountId: expertId });
  }

  /** Calendars last read before this are stale. */
  staleBefore(): Date {
    return new Date(Date.now() - this.environment.calendarStaleAfter * 60_000);
  }

  private async claim(
    _id: Types.ObjectId,
    token: string,
    timeoutMs: number,
  ): Promise<ConnectedCalendarRecord | null> {
    const now = Date.now();
    return this.calendars
      .findOneAndUpdate(
        { _id, $or: [{ claim: null }, { 'claim.until': trusted({ $lt: new Date(now) }) }] },
        { claim: { token, until: new Date(now + timeoutMs + WRITE_MS) } },
        { returnDocument: 'after' },
      )
      .lean();
  }

  private async read(calendar: ConnectedCalendarRecord, timeoutMs: number): Promise<ZonedRead> {
    const [connection, expert] = await Promise.all([
      this.connections.findById(calendar.connectionId).lean(),
      this.experts.findById(calendar.expertId, { timeZone: 1 }).lean(),
    ]);
    if (!connection || !expert) throw new ProviderError('not_found');
    const now = Date.now();
    const isFull = !calendar.fullReadAt || now - +calendar.fullReadAt > FULL_READ_MS;
    const access = JSON.parse(this.secrets.decrypt('access', connection._id, connection.access)) as object;
    const location = this.secrets.decrypt('location', calendar._id, calendar.location);
    const cursor = isFull ? null : this.cursorOf(calendar, expert.timeZone);
    const adapter = this.adapters.of(connection.provider);
    const read = await adapter.read(
      access,
      { location, timeZone: calendar.timeZone },
      {
        from: now - BEHIND_MS,
        to: now + AHEAD_MS,
        expertZone: expert.timeZone,
        addresses: connection.account?.includes('@') ? [connection.account.toLowerCase()] : [],
        cursor,
        timeoutMs,
      },
    );
    await this.entryChanges.note(calendar, read, adapter.entries);
    return { read: await this.ownEvents.without(calendar.expertId, read), zone: expert.timeZone };
  }

  /** Null where the zone that floating times are read in has changed since: then everything is read again. */
  private cursorOf({ _id, cursor, readZone }: ConnectedCalendarRecord, zone: string): string | null {
    return cursor && readZone === zone ? this.secrets.decrypt('cursor', _id, cursor) : null;
  }

  private async fail(
    { _id, expertId, failures }: ConnectedCalendarRecord,
    token: string,
    failure: SyncFailure,
    retryAfterMs: number | null,
  ): Promise<void> {
    const dueAt = retryAt(Date.now(), failures + 1, retryAfterMs);
    await this.calendars.updateOne(
      { _id, 'claim.token': token },
      { $set: { failure, dueAt, claim: null }, $inc: { failures: 1 } },
    );
    logEvent('calendar.failed', { accountId: expertId, reason: failure });
  }
}

/** Null for errors of our own. */
function failureOf(error: unknown): SyncFailure | null {
  if (error instanceof ProviderError) return error.failure;
  // The key that encrypted the access is not known any more: only signing in again helps.
  return error instanceof DecryptError ? 'sign_in_again' : null;
}
