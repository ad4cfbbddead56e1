import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { Connection, Model } from 'mongoose';
import { trusted } from 'mongoose';
import { SessionWrites } from '../database/writes';
import { logEvent } from '../observability/log-event';
import { Outbox } from '../outbox/outbox';
import { entryIdOf } from '../bookings/entry-uid';
import { BookingEntryRecord } from './booking-entry.schema';
import type { CalendarRead, ResourceTimes } from './calendar-adapter';
import type { ConnectedCalendarRecord } from './connected-calendar.schema';
import { followRow } from '../bookings/entry-rows';
import type { EntryWriter } from './entry-writer';

/** More changes than a person makes between two reads are an accident or another program's work: no booking follows them. */
const MAX_FOLLOWED = 10;

/**
 * Notes which entries the expert has deleted or moved in their calendar, where bookings follow. Only an incremental read says so: what a
 * full read does not find may be missing for any reason.
 */
@Injectable()
export class EntryChanges {
  constructor(
    @InjectModel(BookingEntryRecord.name) private readonly entries: Model<BookingEntryRecord>,
    @InjectConnection() private readonly connection: Connection,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Writes rows that look at each such entry again. Before the read is taken over: after an interruption it is read and noted again.
   * @param read with the times of own events
   */
  async note(
    { _id: calendarId, expertId, receivesBookings, followsChanges }: ConnectedCalendarRecord,
    read: CalendarRead,
    writer: EntryWriter<object> | null,
  ): Promise<void> {
    if (!writer || !receivesBookings || !followsChanges || read.kind !== 'changes') return;
    const seen = new Map<string, ResourceTimes['times']>();
    for (const resource of read.removed) add(seen, writer.uidOf(resource), []);
    for (const { resource, times } of read.resources) add(seen, writer.uidOf(resource), times);
    const ids = [...seen.keys()].map((uid) => entryIdOf(calendarId, uid));
    const known = await this.entries
      .find({
        _id: trusted({ $in: ids }),
        end: trusted({ $gt: new Date() }),
        isMissing: trusted({ $ne: true }),
      })
      .lean();
    const changed = known.filter(({ uid, start, end }) => {
      const [time] = seen.get(uid) ?? [];
      return time?.start !== start.getTime() || time.end !== end.getTime();
    });
    if (changed.length === 0) return;
    if (changed.length > MAX_FOLLOWED) {
      logEvent('calendar.changes_ignored', { accountId: expertId, count: changed.length }, 'warn');
      return;
    }
    await this.connection.transaction((session) =>
      this.outbox.add(
        changed.map(({ uid, bookingUid }) => followRow({ expertId, calendarId, uid, bookingUid })),
        new SessionWrites(session),
      ),
    );
    this.outbox.wake();
  }
}

function add(
  seen: Map<string, ResourceTimes['times']>,
  uid: string | null,
  times: ResourceTimes['times'],
): void {
  if (uid !== null) seen.set(uid, times);
}
