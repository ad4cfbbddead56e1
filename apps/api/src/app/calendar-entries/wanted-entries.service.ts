import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Types } from 'mongoose';
import { labelledAnswers } from '../bookings/answers';
import { BookingAccess } from '../bookings/booking-access';
import { toCalendarEvent } from '../bookings/booking.mapper';
import type { CalendarEvent } from '../calendar-file/calendar-event';
import { participantsOf } from '../calendar-file/calendar-event';
import type { AttendeeRecord } from '../calendars/booking.schema';
import { BookingRecord } from '../calendars/booking.schema';
import type { EntryPayload } from '../bookings/entry-rows';
import { sessionIdOf, sessionUidOf } from '../bookings/entry-uid';
import { EventTypesService } from '../event-types/event-types.service';
import { DomainError } from '../http/domain-error';
import { Expert } from '../offerings/expert.schema';

/** Statuses in which a session takes place, or took place without its client. */
const TAKES_PLACE: readonly string[] = ['confirmed', 'no_show'];
/** Of one booking; more are followed by the next row. */
const MAX_RESCHEDULES = 200;

/** What a booking is in its expert's calendar now. */
@Injectable()
export class WantedEntries {
  constructor(
    @InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>,
    @InjectModel(Expert.name) private readonly experts: Model<Expert>,
    private readonly access: BookingAccess,
    private readonly eventTypes: EventTypesService,
  ) {}

  /** Null where the calendar shall have no entry. */
  find({ uid, bookingUid }: Pick<EntryPayload, 'uid' | 'bookingUid'>): Promise<CalendarEvent | null> {
    const sessionId = sessionIdOf(uid);
    if (sessionId !== null) return this.sessionEntry(new Types.ObjectId(sessionId));
    return bookingUid === null ? Promise.resolve(null) : this.bookingEntry(uid, bookingUid);
  }

  /** The booking of an entry, as it is now. */
  async bookingOf({
    uid,
    bookingUid,
  }: Pick<EntryPayload, 'uid' | 'bookingUid'>): Promise<BookingRecord | null> {
    const sessionId = sessionIdOf(uid);
    if (sessionId !== null) return this.bookings.findById(sessionId).read('primary').lean();
    return bookingUid === null ? null : ((await this.newestOf(bookingUid))?.booking ?? null);
  }

  /** The newest booking of a chain of reschedules. */
  async newestOf(bookingUid: string): Promise<{ booking: BookingRecord; attendee: AttendeeRecord } | null> {
    let uid: string | null = bookingUid;
    for (let step = 0; uid !== null && step < MAX_RESCHEDULES; step++) {
      const booking: BookingRecord | null = await this.bookings
        .findOne({ 'attendees.uid': uid })
        .read('primary')
        .lean();
      const attendee: AttendeeRecord | undefined = booking?.attendees.find((one) => one.uid === uid);
      if (!booking || !attendee) return null;
      if (attendee.rescheduledTo === null) return { booking, attendee };
      uid = attendee.rescheduledTo;
    }
    return null;
  }

  private async bookingEntry(uid: string, bookingUid: string): Promise<CalendarEvent | null> {
    const newest = await this.newestOf(bookingUid);
    // Rescheduled into a group session, it is part of that session's entry.
    if (!newest || newest.booking.seats > 1 || !TAKES_PLACE.includes(newest.attendee.status)) return null;
    const found = await this.access.find(newest.attendee.uid).catch(unlessUnknown);
    if (!found) return null;
    const { questions } = await this.eventTypes.booked(found.booking.eventTypeId);
    const language = found.expert.language ?? 'en';
    const answers = labelledAnswers(questions, found.attendee.answers);
    return { ...toCalendarEvent(found, found.expertEmail, language, { answers }), uid };
  }

  private async sessionEntry(_id: Types.ObjectId): Promise<CalendarEvent | null> {
    const booking = await this.bookings.findById(_id).read('primary').lean();
    const coming = booking?.attendees.filter(({ status }) => TAKES_PLACE.includes(status)) ?? [];
    const [first] = coming;
    const expert = booking && first ? await this.experts.findById(booking.expertId).lean() : null;
    if (!booking || !first || !expert) return null;
    const email = await this.access.emailOf(expert);
    const language = expert.language ?? 'en';
    const event = toCalendarEvent({ booking, attendee: first, expert }, email, language);
    return {
      ...event,
      uid: sessionUidOf(_id),
      sequence: booking.history.length,
      title: booking.title,
      description: [event.description, ...coming.map(({ name }) => name)].filter(Boolean).join('\n'),
      attendees: coming.flatMap((one) => participantsOf(one, one.guests ?? [])),
      createdAt: booking.createdAt,
    };
  }
}

/** The account was deleted meanwhile. */
function unlessUnknown(error: unknown): null {
  if (error instanceof DomainError && error.code === 'not_found') return null;
  throw error;
}
