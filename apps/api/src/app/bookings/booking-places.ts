import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, Types } from 'mongoose';
import { trusted } from 'mongoose';
import { DomainError } from '../http/domain-error';
import type { Offer } from '../slots/offer';
import { BookingRecord } from './booking.schema';

/**
 * How many of a group session may have left it before it takes nobody new: who left stays in the document for their own
 * page, and a document has an end (16 MB; an attendee with many answers is some 60 kB).
 */
const MOST_GONE = 200;

/** Puts people where they booked, inside a calendar's transaction. */
@Injectable()
export class BookingPlaces {
  constructor(@InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>) {}

  /**
   * Writes a booking of one attendee: into the live group session that begins there while it has places, else as a document
   * of its own, in the place of the hold it is booked through.
   * @returns the document the attendee is now in; its `_id` is the booking's own unless it is a session that was there
   * @throws DomainError `hold_expired` when the hold has gone meanwhile
   */
  async put(
    booking: BookingRecord,
    hold: Pick<BookingRecord, '_id'> | null,
    session: ClientSession,
  ): Promise<BookingRecord> {
    const joined = booking.seats > 1 ? await this.join(booking, session) : null;
    if (joined) {
      if (hold) await this.bookings.deleteOne({ _id: hold._id, status: 'held' }, { session });
      return joined;
    }
    if (!hold) {
      await this.bookings.collection.insertOne(booking, { session });
      return booking;
    }
    const inPlace = { ...booking, _id: hold._id };
    const { matchedCount } = await this.bookings.replaceOne({ _id: hold._id, status: 'held' }, inPlace, {
      session,
    });
    if (matchedCount === 0) throw new DomainError('hold_expired');
    return inPlace;
  }

  /**
   * The booking documents that taking a place will change, for those who watch them: the group session that is there, else
   * the one to be made.
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

  private join(booking: BookingRecord, session: ClientSession): Promise<BookingRecord | null> {
    const { expertId, eventTypeId, start, duration, seats, attendees, history } = booking;
    const open = { live: true, seats: trusted({ $gt: 1 }), seatsTaken: trusted({ $lt: seats }) };
    return this.bookings
      .findOneAndUpdate(
        // Beyond the last one allowed there is none. Whoever comes then finds the time taken.
        {
          expertId,
          eventTypeId,
          start,
          duration,
          ...open,
          [`attendees.${seats + MOST_GONE - 1}`]: trusted({ $exists: false }),
        },
        {
          $push: { attendees: { $each: attendees }, history: { $each: history } },
          $inc: { seatsTaken: 1 },
          // The event type's places as they are now: an expert who adds some means the sessions to come.
          $set: { seats },
        },
        { session, returnDocument: 'after' },
      )
      .lean()
      .exec();
  }
}
