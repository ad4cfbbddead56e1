import type { Types } from 'mongoose';
import type { Offer } from '../availability/offer';
import type { Actor, AttendeeRecord, BookingRecord } from '../calendars/booking.schema';
import { newClaim, offerFacts } from '../claims/claim';
import type { ClaimInterval } from '../claims/claim-interval';
import type { Operation } from '../database/writes';
import { occupiesSeat } from './booking-status';
import { searchWords } from './search-words';

/** A booking of one event type in one interval, with its first attendee. Pure. */
export function newBooking(parts: {
  _id: Types.ObjectId;
  offer: Offer;
  interval: ClaimInterval;
  attendee: AttendeeRecord;
  meetingUrl: string | null;
  /** Who creates it: the expert, when the expert reschedules. */
  by: 'client' | 'expert';
}): BookingRecord {
  const { _id, offer, interval, attendee, meetingUrl, by } = parts;
  const { title, seats } = offer.eventType;
  const { uid, status, createdAt } = attendee;
  return newClaim(
    interval,
    { _id, ...offerFacts(offer), status, createdAt },
    {
      meetingUrl,
      seats,
      attendees: [attendee],
      search: searchWords({ title, attendees: [attendee] }),
      history: [{ at: createdAt, uid, status, by }],
    },
  );
}

/** Writes a booking as a new document; with a hold, into the hold's document, which must still exist. Pure. */
export function bookingWrite(
  { _id, ...facts }: BookingRecord,
  hold: Pick<BookingRecord, '_id'> | null,
): { booking: BookingRecord; operation: Operation } {
  if (!hold) {
    const booking: BookingRecord = { _id, ...facts };
    return { booking, operation: { insertOne: { document: booking } } };
  }
  return {
    booking: { ...facts, _id: hold._id },
    operation: { updateOne: { filter: { _id: hold._id, status: 'held' }, update: { $set: facts } } },
  };
}

/** The booking with one attendee changed; the booking itself ends with its last live attendee. Pure. */
export function withAttendee(
  booking: BookingRecord,
  attendee: AttendeeRecord,
  { at, by }: { at: Date; by: Actor },
): BookingRecord {
  const attendees = booking.attendees.map((one) => (one.uid === attendee.uid ? attendee : one));
  const living = attendees.filter(({ status }) => occupiesSeat(status));
  return {
    ...booking,
    attendees,
    status: living[0]?.status ?? attendee.status,
    // A claim that ended because its time is over does not become live again.
    live: booking.live && living.length > 0,
    seatsTaken: living.length,
    history: [...booking.history, { at, uid: attendee.uid, status: attendee.status, by }],
  };
}
