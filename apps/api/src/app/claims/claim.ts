import { Types } from 'mongoose';
import type { Offer } from '../availability/offer';
import type { BookingRecord, BusyClaim, HoldFacts } from '../calendars/booking.schema';
import { NO_EVENT_TYPE } from '../calendars/booking.schema';
import type { ClaimInterval } from './claim-interval';
import { intervalBetween } from './claim-interval';

/** Fields of every kind of claim. */
type ClaimFacts = Pick<
  BookingRecord,
  '_id' | 'expertId' | 'eventTypeId' | 'status' | 'title' | 'slug' | 'location' | 'createdAt'
>;

/** Fields of some kinds; the defaults of the others are in {@link newClaim}. */
type KindFacts = Partial<
  Pick<BookingRecord, 'meetingUrl' | 'seats' | 'attendees' | 'search' | 'history' | 'expiresAt' | 'hold'>
>;

/** A live claim on an interval, of any kind. Pure. */
export function newClaim(interval: ClaimInterval, facts: ClaimFacts, kind: KindFacts = {}): BookingRecord {
  const { _id, expertId, eventTypeId, status, title, slug, location, createdAt } = facts;
  const { start, end, duration, padStart, padEnd, buckets } = interval;
  return {
    _id,
    expertId,
    eventTypeId,
    status,
    live: true,
    start,
    end,
    duration,
    padStart,
    padEnd,
    buckets,
    title,
    slug,
    location,
    meetingUrl: kind.meetingUrl ?? null,
    seats: kind.seats ?? 1,
    seatsTaken: 1,
    attendees: kind.attendees ?? [],
    ...(kind.search && { search: kind.search }),
    history: kind.history ?? [],
    expiresAt: kind.expiresAt ?? null,
    hold: kind.hold ?? null,
    createdAt,
  };
}

/** The fields that a claim copies from its event type. */
export function offerFacts({
  expert,
  eventType,
}: Offer): Pick<ClaimFacts, 'expertId' | 'eventTypeId' | 'title' | 'slug' | 'location'> {
  const { _id: eventTypeId, title, slug, location } = eventType;
  return { expertId: expert._id, eventTypeId, title, slug, location };
}

/** A hold until `expiresAt`. Pure. */
export function newHold(
  _id: Types.ObjectId,
  offer: Offer,
  interval: ClaimInterval,
  { expiresAt, hold }: { expiresAt: Date; hold: HoldFacts },
): BookingRecord {
  const { createdAt } = hold;
  return newClaim(interval, { _id, ...offerFacts(offer), status: 'held', createdAt }, { expiresAt, hold });
}

/** A block of `[start, end)`, epoch milliseconds. */
export function newBlock(expertId: Types.ObjectId, start: number, end: number, title: string): BookingRecord {
  return newClaim(
    intervalBetween(start, end),
    {
      _id: new Types.ObjectId(),
      expertId,
      eventTypeId: NO_EVENT_TYPE,
      status: 'blocked',
      title,
      slug: '',
      location: { kind: 'in_person' },
      createdAt: new Date(),
    },
    { search: [] },
  );
}

/** What deciding about times needs of a claim. */
export function toBusyClaim(claim: BusyClaim): BusyClaim {
  const { padStart, padEnd, status, expiresAt, eventTypeId, start, duration, seats, seatsTaken } = claim;
  return { padStart, padEnd, status, expiresAt, eventTypeId, start, duration, seats, seatsTaken };
}
