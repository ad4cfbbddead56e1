import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { SignedInExpert } from '../auth/current';
import { BookingTransitions } from '../bookings/booking-transitions';
import { RescheduleService } from '../bookings/reschedule.service';
import type { BookingRecord } from '../calendars/booking.schema';
import { entryIdOf } from '../bookings/entry-uid';
import { BookingEntryRecord } from '../connections/booking-entry.schema';
import { ProviderError } from '../connections/calendar-adapter';
import { ConnectedCalendarRecord } from '../connections/connected-calendar.schema';
import type { EntryPayload } from '../bookings/entry-rows';
import { FOLLOW_TOPIC } from '../bookings/entry-rows';
import type { StoredEntry } from '../connections/entry-writer';
import { DomainError } from '../http/domain-error';
import { Expert } from '../offerings/expert.schema';
import { Deferred, Unreachable } from '../outbox/delivery-errors';
import { OutboxHandlers } from '../outbox/outbox-handlers';
import { EntryNotices } from './entry-notices.service';
import { EntrySync, isAt } from './entry-sync';
import { EntryTargets } from './entry-targets.service';
import { WantedEntries } from './wanted-entries.service';

const MINUTE_MS = 60_000;

/**
 * Lets bookings follow what the expert did to their entries, by the ordinary ways: the client hears of it like of any cancellation and
 * reschedule. A row says only that something changed; what is there now decides. A booking that has changed since then stays as it is.
 */
@Injectable()
export class EntryFollower implements OnModuleInit {
  constructor(
    @InjectModel(BookingEntryRecord.name) private readonly entries: Model<BookingEntryRecord>,
    @InjectModel(ConnectedCalendarRecord.name) private readonly calendars: Model<ConnectedCalendarRecord>,
    @InjectModel(Expert.name) private readonly experts: Model<Expert>,
    private readonly targets: EntryTargets,
    private readonly wanted: WantedEntries,
    private readonly transitions: BookingTransitions,
    private readonly reschedules: RescheduleService,
    private readonly notices: EntryNotices,
    private readonly handlers: OutboxHandlers,
  ) {}

  onModuleInit(): void {
    this.handlers.register(FOLLOW_TOPIC, ({ payload }) =>
      this.follow(payload as unknown as EntryPayload).catch((error: unknown) => {
        if (!(error instanceof ProviderError)) throw error;
        if (error.failure === 'not_reachable') throw new Unreachable(error.failure, false, true);
        throw new Deferred(error.failure);
      }),
    );
  }

  private async follow(payload: EntryPayload): Promise<void> {
    const calendar = await this.calendars.findById(payload.calendarId).read('primary').lean();
    if (!calendar?.receivesBookings || !calendar.followsChanges) return;
    const _id = entryIdOf(payload.calendarId, payload.uid);
    const noted = await this.entries.findById(_id).read('primary').lean();
    if (!noted || noted.version === null || noted.isMissing) return;
    const event = await this.wanted.find(payload);
    if (!event || !isAt(event, noted)) return;
    const reached = await this.targets.find(calendar, payload.uid);
    const expert = await this.experts.findById(payload.expertId).lean();
    const booking = await this.wanted.bookingOf(payload);
    if (!reached || !expert || !booking) return;
    const { writer, target } = reached;
    const found = await writer.find(target);
    if (found) {
      if (found.times === null || isAt(event, found.times)) return;
      if (await this.moved(booking, expert, found.times)) return;
      await this.notices.add(_id, { booking, expert, tried: found });
      await new EntrySync(this.entries, writer, target, payload).putBack(event, found);
    } else if (await writer.isCalendarThere(target)) {
      await this.cancel(booking, expert);
    }
  }

  /** @returns whether the booking has the new time now */
  private async moved(
    booking: BookingRecord,
    expert: Expert,
    { start, end }: NonNullable<StoredEntry['times']>,
  ): Promise<boolean> {
    const attendee = booking.attendees.find(({ status }) => status === 'confirmed');
    const duration = (end - start) / MINUTE_MS;
    // A session of several clients has no time of its own to give to all of them.
    if (booking.seats > 1 || !attendee || !Number.isInteger(duration)) return false;
    const request = { start: new Date(start).toISOString(), duration };
    const requester = { token: null, expert: signedIn(expert) };
    return this.reschedules.reschedule(attendee.uid, requester, request).then(
      () => true,
      (error: unknown) => {
        if (!(error instanceof DomainError)) throw error;
        if (error.code === 'busy_try_again') throw new Deferred(error.code);
        return false;
      },
    );
  }

  private async cancel(booking: BookingRecord, expert: Expert): Promise<void> {
    const requester = { token: null, expert: signedIn(expert) };
    for (const { uid, status } of booking.attendees) {
      if (status !== 'confirmed' && status !== 'pending') continue;
      await this.transitions.apply(uid, requester, 'cancelled').catch((error: unknown) => {
        // It has ended or changed meanwhile.
        if (!(error instanceof DomainError) || error.code !== 'illegal_transition') throw error;
      });
    }
  }
}

function signedIn({ _id: expertId, userId, timeZone, handle, name }: Expert): SignedInExpert {
  return { expertId, userId, timeZone, handle, name };
}
