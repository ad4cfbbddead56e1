import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, Types } from 'mongoose';
import { trusted } from 'mongoose';
import type { AttendeeRecord } from '../calendars/booking.schema';
import { BookingRecord } from '../calendars/booking.schema';
import type { PlanFacts } from './message-plan';

/** Reschedules that are followed in a chain, in either direction. */
const MAX_CHAIN = 50;

/** An attendee's booking, and what decides about its messages. */
export interface BookingFacts {
  facts: PlanFacts;
  booking: BookingRecord;
  attendee: AttendeeRecord;
}

/** Reads bookings for their scheduled messages. */
@Injectable()
export class BookingFactsReader {
  constructor(@InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>) {}

  /** The booking of an attendee; null when there is none. */
  async of(uid: string): Promise<BookingFacts | null> {
    const booking = await this.bookings.findOne({ 'attendees.uid': uid }).lean();
    const attendee = booking?.attendees.find((one) => one.uid === uid);
    return booking && attendee ? this.factsOf(booking, attendee) : null;
  }

  /** The bookings of some attendees, in one read; without those that do not exist. */
  async ofAll(uids: readonly string[]): Promise<BookingFacts[]> {
    const found = await this.bookings.find({ 'attendees.uid': trusted({ $in: [...uids] }) }).lean();
    const wanted = found.flatMap((booking) =>
      booking.attendees.filter(({ uid }) => uids.includes(uid)).map((attendee) => ({ booking, attendee })),
    );
    return Promise.all(wanted.map(({ booking, attendee }) => this.factsOf(booking, attendee)));
  }

  /** The booking that the given one has become by reschedules. */
  async latestOf(uid: string): Promise<BookingFacts | null> {
    let found = await this.of(uid);
    for (let i = 0; found?.attendee.rescheduledTo && i < MAX_CHAIN; i++) {
      found = await this.of(found.attendee.rescheduledTo);
    }
    return found;
  }

  /** The session, with its first confirmed attendee; null when it does not exist. */
  async ofSession(id: Types.ObjectId): Promise<BookingFacts | null> {
    const booking = await this.bookings.findById(id).lean();
    const attendee = booking && (confirmedOf(booking)[0] ?? booking.attendees[0]);
    return booking && attendee ? this.factsOf(booking, attendee) : null;
  }

  private async factsOf(booking: BookingRecord, attendee: AttendeeRecord): Promise<BookingFacts> {
    const { status, uid, calendarUid } = attendee;
    const confirmedAt = reachedAt(booking, attendee, 'confirmed');
    const facts: PlanFacts = {
      sessionId: String(booking._id),
      takesPlace: confirmedOf(booking).length > 0,
      uid,
      calendarUid,
      status,
      start: booking.start,
      end: booking.end,
      confirmedAt,
      firstConfirmedAt: await this.firstConfirmation(attendee, confirmedAt),
      endedAt: status === 'cancelled' || status === 'no_show' ? reachedAt(booking, attendee, status) : null,
      guests: attendee.guestsInvited ? (attendee.guests ?? []) : [],
    };
    return { facts, booking, attendee };
  }

  private async firstConfirmation(
    { rescheduledFrom }: AttendeeRecord,
    confirmedAt: Date | null,
  ): Promise<Date | null> {
    let first = confirmedAt;
    let uid = rescheduledFrom;
    for (let i = 0; uid && i < MAX_CHAIN; i++) {
      const booking = await this.bookings
        .findOne({ 'attendees.uid': uid }, { attendees: 1, history: 1 })
        .lean();
      const attendee = booking?.attendees.find((one) => one.uid === uid);
      if (!booking || !attendee) break;
      first = reachedAt(booking, attendee, 'confirmed') ?? first;
      uid = attendee.rescheduledFrom;
    }
    return first;
  }
}

/** The attendees of a session who are expected. */
export function confirmedOf({ attendees }: Pick<BookingRecord, 'attendees'>): AttendeeRecord[] {
  return attendees.filter(({ status }) => status === 'confirmed');
}

/** When the attendee got a status last; bookings of older versions may have no history. */
function reachedAt(
  { history }: Pick<BookingRecord, 'history'>,
  { uid, status, createdAt }: AttendeeRecord,
  wanted: 'confirmed' | 'cancelled' | 'no_show',
): Date | null {
  const step = history.findLast((entry) => entry.uid === uid && entry.status === wanted);
  return step?.at ?? (status === wanted ? createdAt : null);
}
