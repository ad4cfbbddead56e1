import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { WrittenEntriesChoice } from '@expertbook/contracts';
import type { Connection, Model, Types } from 'mongoose';
import { trusted } from 'mongoose';
import type { CalendarTransaction } from '../calendars/calendar-transaction';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { SessionWrites } from '../database/writes';
import { fieldError } from '../http/domain-error';
import type { NewOutboxMessage } from '../outbox/outbox';
import { Outbox } from '../outbox/outbox';
import { DecryptError, encrypt } from '../secrets/encryption';
import { BookingEntryRecord } from './booking-entry.schema';
import { ConnectedCalendarRecord } from './connected-calendar.schema';
import type { ConnectionRecord } from './connection.schema';
import { ConnectionSecrets } from './connection-secrets';
import type { RemovalPayload } from '../bookings/entry-rows';
import { planRow, REMOVAL_TOPIC } from '../bookings/entry-rows';

/** Which entries leave a calendar that is disconnected. */
export type RemovedEntries = 'none' | 'all' | 'upcoming';

/**
 * A booking that was decided before the choice of a calendar may be committed after it, without a row for that calendar. By this time all
 * such requests are over.
 */
const ALL_DECIDED_MS = 60_000;
const ENTRIES_A_ROW = 100;

/** Which calendar receives bookings, and what becomes of entries when that ends. */
@Injectable()
export class BookingCalendars {
  constructor(
    @InjectModel(ConnectedCalendarRecord.name) private readonly calendars: Model<ConnectedCalendarRecord>,
    @InjectModel(BookingEntryRecord.name) private readonly entries: Model<BookingEntryRecord>,
    @InjectConnection() private readonly connection: Connection,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly secrets: ConnectionSecrets,
    private readonly outbox: Outbox,
  ) {}

  /** How many entries of bookings each calendar has, by id; calendars without any are left out. */
  async entriesOf(calendarIds: readonly Types.ObjectId[]): Promise<ReadonlyMap<string, number>> {
    if (calendarIds.length === 0) return new Map();
    const counts = await this.entries.aggregate<{ _id: Types.ObjectId; count: number }>([
      { $match: { calendarId: trusted({ $in: [...calendarIds] }), isMissing: trusted({ $ne: true }) } },
      { $group: { _id: '$calendarId', count: { $sum: 1 } } },
    ]);
    return new Map(counts.map(({ _id, count }) => [_id.toHexString(), count]));
  }

  /**
   * Makes a calendar the one that receives bookings, or ends that, in the transaction that changes its other choices.
   * @throws DomainError `validation_failed` for a calendar that is only read
   */
  async choose(
    calendar: ConnectedCalendarRecord,
    receives: boolean,
    written: WrittenEntriesChoice,
    transaction: CalendarTransaction,
  ): Promise<void> {
    const { session } = transaction;
    const { _id: calendarId, expertId } = calendar;
    if (receives === (calendar.receivesBookings ?? false)) return;
    if (receives && !calendar.isWritable) {
      throw fieldError('validation_failed', 'receivesBookings', 'This calendar can only be read.');
    }
    const before = await this.calendars.find({ expertId, receivesBookings: true }).session(session).lean();
    await this.calendars.updateMany(
      { expertId, receivesBookings: true },
      { $unset: { receivesBookings: 1, followsChanges: 1, writeFailure: 1 } },
      { session },
    );
    const rows: NewOutboxMessage[] = [];
    for (const { _id } of before) {
      if (written === 'remove') rows.push(planRow({ expertId, calendarId: _id }));
      else await this.entries.deleteMany({ calendarId: _id }, { session });
    }
    if (receives) {
      rows.push(planRow({ expertId, calendarId }));
      rows.push(planRow({ expertId, calendarId }, new Date(Date.now() + ALL_DECIDED_MS)));
    }
    await this.outbox.add(rows, transaction);
  }

  /** Ends writing into calendars of a connection, in the transaction that removes them. */
  async disconnect(
    connection: ConnectionRecord,
    calendars: readonly ConnectedCalendarRecord[],
    removed: RemovedEntries,
    transaction: CalendarTransaction,
  ): Promise<void> {
    const { session } = transaction;
    const ids = calendars.map(({ _id }) => _id);
    if (removed !== 'none') {
      const isUpcoming = removed === 'upcoming' && { end: trusted({ $gt: new Date() }) };
      for (const calendar of calendars) {
        const entries = await this.entries
          .find({ calendarId: calendar._id, ...isUpcoming }, { uid: 1, version: 1 })
          .session(session)
          .lean();
        await this.outbox.add(this.removalRows(connection, calendar, entries), transaction);
      }
    }
    await this.entries.deleteMany({ calendarId: trusted({ $in: ids }) }, { session });
  }

  /** Writes everything that a calendar lacks, after it could not be written to. */
  async catchUp({ _id: calendarId, expertId }: Pick<ConnectedCalendarRecord, '_id' | 'expertId'>) {
    await this.connection.transaction(async (session) => {
      await this.calendars.updateOne({ _id: calendarId }, { $unset: { writeFailure: 1 } }, { session });
      await this.outbox.add([planRow({ expertId, calendarId })], new SessionWrites(session));
    });
    this.outbox.wake();
  }

  /** Call after the commit. */
  wake(): void {
    this.outbox.wake();
  }

  /** The rows hold what they sign in with, because nothing else does any more. */
  private removalRows(
    { _id, provider, access }: ConnectionRecord,
    { _id: calendarId, location }: ConnectedCalendarRecord,
    entries: readonly Pick<BookingEntryRecord, 'uid' | 'version'>[],
  ): NewOutboxMessage[] {
    const known = this.known(() => ({
      access: this.secrets.decrypt('access', _id, access),
      location: this.secrets.decrypt('location', calendarId, location),
    }));
    if (!known) return [];
    const rows: NewOutboxMessage[] = [];
    for (let from = 0; from < entries.length; from += ENTRIES_A_ROW) {
      const key = `${REMOVAL_TOPIC}:${calendarId.toHexString()}:${from}`;
      const seal = (text: string) => encrypt(this.environment, text, key);
      const payload: RemovalPayload = {
        provider,
        sealedAccess: seal(known.access),
        sealedLocation: seal(known.location),
        entries: entries.slice(from, from + ENTRIES_A_ROW).map(({ uid, version }) => ({ uid, version })),
      };
      rows.push({ topic: REMOVAL_TOPIC, key, payload: { ...payload } });
    }
    return rows;
  }

  /** Null where the key is not known any more: then the entries stay, and the account can still be disconnected. */
  private known<T>(decrypted: () => T): T | null {
    try {
      return decrypted();
    } catch (error) {
      if (error instanceof DecryptError) return null;
      throw error;
    }
  }
}
