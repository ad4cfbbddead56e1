import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { Connection, Model } from 'mongoose';
import { trusted } from 'mongoose';
import { BookingRecord } from '../calendars/booking.schema';
import { BookingEntryRecord } from '../connections/booking-entry.schema';
import { ConnectedCalendarRecord } from '../connections/connected-calendar.schema';
import type { EntryPayload, PlanPayload } from '../bookings/entry-rows';
import { entryRow, PLAN_TOPIC } from '../bookings/entry-rows';
import { entryUidOf } from '../bookings/entry-uid';
import { SessionWrites } from '../database/writes';
import { Outbox } from '../outbox/outbox';
import { OutboxHandlers } from '../outbox/outbox-handlers';

const BATCH = 500;

/** Makes rows for all entries of a calendar: when it is chosen, when that ends, and after it could not be written to. */
@Injectable()
export class EntryPlans implements OnModuleInit {
  constructor(
    @InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>,
    @InjectModel(BookingEntryRecord.name) private readonly entries: Model<BookingEntryRecord>,
    @InjectModel(ConnectedCalendarRecord.name) private readonly calendars: Model<ConnectedCalendarRecord>,
    @InjectConnection() private readonly connection: Connection,
    private readonly outbox: Outbox,
    private readonly handlers: OutboxHandlers,
  ) {}

  onModuleInit(): void {
    this.handlers.register(PLAN_TOPIC, ({ key, payload }) =>
      this.plan(payload as unknown as PlanPayload, key),
    );
  }

  private async plan({ expertId, calendarId }: PlanPayload, key: string): Promise<void> {
    const calendar = await this.calendars.findById(calendarId, { receivesBookings: 1 }).lean();
    if (!calendar) return;
    const isComing = { end: trusted({ $gt: new Date() }) };
    const planned = new Map<string, EntryPayload>();
    const written = this.entries.find({ calendarId, ...(calendar.receivesBookings && isComing) }).lean();
    for (const { uid, bookingUid } of await written)
      planned.set(uid, { expertId, calendarId, uid, bookingUid });
    if (calendar.receivesBookings) {
      const coming = this.bookings
        .find(
          { expertId, live: true, ...isComing, 'attendees.status': 'confirmed' },
          { seats: 1, 'attendees.uid': 1, 'attendees.calendarUid': 1, 'attendees.status': 1 },
        )
        .lean<Pick<BookingRecord, '_id' | 'seats' | 'attendees'>[]>();
      for (const booking of await coming) {
        const attendee = booking.attendees.find(({ status }) => status === 'confirmed');
        if (!attendee) continue;
        const uid = entryUidOf(booking, attendee);
        planned.set(uid, { expertId, calendarId, uid, bookingUid: attendee.uid });
      }
    }
    const rows = [...planned.values()].map((payload) => entryRow(payload, key));
    for (let from = 0; from < rows.length; from += BATCH) {
      // A repetition writes the same keys, so each row exists once.
      await this.connection.transaction((session) =>
        this.outbox.add(rows.slice(from, from + BATCH), new SessionWrites(session)),
      );
    }
    this.outbox.wake();
  }
}
