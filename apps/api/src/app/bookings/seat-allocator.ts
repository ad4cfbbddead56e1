import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { AnyObject, ClientSession, Model } from 'mongoose';
import { trusted, Types } from 'mongoose';
import type { CalendarTransaction, CalendarWrites } from '../calendars/calendar-transaction';
import { DomainError } from '../http/domain-error';
import { addressKey } from '../http/email-address';
import type { Offer } from '../availability/offer';
import { bookingWrite } from './booking';
import { occupiesSeat } from './booking-status';
import type { AttendeeRecord } from '../calendars/booking.schema';
import { BookingRecord } from '../calendars/booking.schema';
import { searchWords } from './search-words';

/**
 * Attendees who left a group session and stay in its document. Beyond this number they are moved to a document of
 * their own, which claims no time, when a new attendee joins. They keep their pages, and a document has a maximum
 * size (16 MB; an attendee with many answers takes some 60 kB).
 */
const MAX_GONE = 50;

const ALREADY_BOOKED =
  'This email address already has a place in this session. Use the link in its confirmation email to reschedule or cancel.';

/** Assigns seats to attendees, inside a calendar's transaction. */
@Injectable()
export class SeatAllocator {
  constructor(@InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>) {}

  /**
   * Writes a booking of one attendee: into the live group session at that time while it has seats, otherwise as
   * {@link putAlone} does.
   * @returns the document that has the attendee now; its `_id` is the booking's own unless the session existed before
   * @throws DomainError `already_booked` for an address that has a seat in the session; `hold_expired` when the hold
   * has
   *   expired in the meantime
   */
  async put(
    booking: BookingRecord,
    hold: Pick<BookingRecord, '_id'> | null,
    transaction: CalendarTransaction,
  ): Promise<BookingRecord> {
    const { session } = transaction;
    const joined = booking.seats > 1 ? await this.join(booking, session) : null;
    if (!joined) return this.putAlone(booking, hold, transaction);
    if (hold) await this.bookings.deleteOne({ _id: hold._id, status: 'held' }, { session });
    return joined;
  }

  /**
   * Writes a booking as a new document, or into that of its hold. Reads nothing.
   * @throws DomainError `hold_expired` when the hold has expired in the meantime
   */
  async putAlone(
    fresh: BookingRecord,
    hold: Pick<BookingRecord, '_id'> | null,
    writes: CalendarWrites,
  ): Promise<BookingRecord> {
    const { booking, operation } = bookingWrite(fresh, hold);
    const missed = hold ? () => new DomainError('hold_expired') : undefined;
    await writes.write(this.bookings.collection, [operation], missed);
    return booking;
  }

  /**
   * Ids of the booking documents that the booking will change, for their watchers: the existing group session,
   * otherwise the new one.
   */
  async idsAt({ expert, eventType }: Offer, start: Date, fresh: Types.ObjectId): Promise<Types.ObjectId[]> {
    if (eventType.seats === 1) return [fresh];
    const there = await this.bookings
      .findOne(
        { expertId: expert._id, eventTypeId: eventType._id, start, live: true, seats: trusted({ $gt: 1 }) },
        { _id: 1 },
      )
      .read('primary')
      .lean();
    return [there?._id ?? fresh];
  }

  private async join(booking: BookingRecord, session: ClientSession): Promise<BookingRecord | null> {
    const { expertId, eventTypeId, start, duration, seats, attendees, history } = booking;
    const there = { expertId, eventTypeId, start, duration, live: true, seats: trusted({ $gt: 1 }) };
    const found = await this.bookings
      .findOne(there, { 'attendees.email': 1, 'attendees.status': 1, search: 1 }, { session })
      .lean<Pick<BookingRecord, 'attendees' | 'search'>>();
    assertNotBookedTwice(booking, found?.attendees ?? []);
    // By the driver: Mongoose would drop fields of an attendee from another session that are not in its schema.
    const joined = (await this.bookings.collection.findOneAndUpdate(
      { expertId, eventTypeId, start, duration, live: true, seats: { $gt: 1 }, seatsTaken: { $lt: seats } },
      {
        $push: { attendees: { $each: attendees }, history: { $each: history } } as AnyObject,
        // In a session written by an older version, the words of one attendee alone would hide the others.
        ...(found?.search && { $addToSet: { search: { $each: booking.search ?? [] } } }),
        $inc: { seatsTaken: 1 },
        // The event type's current seats: an expert who adds seats means future sessions too.
        $set: { seats },
      },
      { session, returnDocument: 'after' },
    )) as BookingRecord | null;
    return joined && joined.attendees.length - joined.seatsTaken > MAX_GONE
      ? this.partFromGone(joined, session)
      : joined;
  }

  /** Moves attendees who have left a session into a document of their own. */
  private async partFromGone(joined: BookingRecord, session: ClientSession): Promise<BookingRecord> {
    const gone = joined.attendees.filter(({ status }) => !occupiesSeat(status));
    const uids = new Set(gone.map(({ uid }) => uid));
    const stayed = {
      ...joined,
      attendees: joined.attendees.filter(({ uid }) => !uids.has(uid)),
      history: joined.history.filter(({ uid }) => !uids.has(uid)),
    };
    const history = joined.history.filter(({ uid }) => uids.has(uid));
    const search = searchWords(stayed);
    const left: BookingRecord = {
      ...joined,
      search: searchWords({ title: joined.title, attendees: gone }),
      _id: new Types.ObjectId(),
      live: false,
      status: history.at(-1)?.status ?? 'cancelled',
      seatsTaken: 0,
      attendees: gone,
      history,
    };
    // In this order no attendee is ever in two documents.
    const $pull = {
      attendees: { uid: { $in: [...uids] } },
      history: { uid: { $in: [...uids] } },
    } as AnyObject;
    await this.bookings.collection.updateOne({ _id: joined._id }, { $pull, $set: { search } }, { session });
    await this.bookings.collection.insertOne(left, { session });
    return stayed;
  }
}

/**
 * One address, one seat in a session: a form that is sent again from another tab must not take another client's seat.
 * Decided in the calendar's own transaction, so it holds for concurrent requests. Several seats need several
 * addresses.
 */
function assertNotBookedTwice(
  { attendees }: BookingRecord,
  there: readonly Pick<AttendeeRecord, 'email' | 'status'>[],
): void {
  const coming = new Set(attendees.map(({ email }) => addressKey(email)));
  if (there.some(({ email, status }) => occupiesSeat(status) && coming.has(addressKey(email))))
    throw new DomainError('already_booked', { detail: ALREADY_BOOKED });
}
