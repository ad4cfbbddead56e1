import type { AvailabilityReason } from '@expertbook/contracts';
import type { Types } from 'mongoose';
import type { BusyClaim } from '../calendars/booking.schema';
import type { CalendarChange } from '../calendars/calendar.schema';
import type { Offer } from '../availability/offer';
import type { ClaimInterval } from './claim-interval';

/** A padded interval that is the asker's own (their hold, the booking they move) and does not stand in their way. */
export type OwnInterval = Pick<ClaimInterval, 'padStart' | 'padEnd'>;

export interface ClaimRequest {
  offer: Offer;
  /** Epoch milliseconds. */
  start: number;
  /** Minutes, one of the event type's. */
  duration: number;
  own: OwnInterval[];
  reason: AvailabilityReason;
  /** Bookings whose public face changes for the expert; asked for when it is this claim's turn. */
  bookingIds: () => Types.ObjectId[] | Promise<Types.ObjectId[]>;
  /** What the same transaction frees. */
  freed: OwnInterval[];
  /** The claim as it will be, where it is known and lies alone at its place: who remembers the calendar need not read it again. */
  claim?: Pick<BusyClaim, 'status' | 'expiresAt'>;
  /** Nothing is begun after this moment, epoch milliseconds; see `withRequestDeadline`. */
  until: number;
  /**
   * Begun once the time looks bookable, and waited for before anything is written: rejects where whoever asks may not take
   * it. With `first` the transaction is not begun before.
   */
  authorize?: () => { verdict: Promise<void>; first: boolean };
}

/** Equal for requests that ask for the same thing. */
export function askedFor({ offer, start, duration }: ClaimRequest): string {
  return `${String(offer.eventType._id)}/${start}/${duration}`;
}

/**
 * What viewers hear of a claim. A group session stays open to those who look at its event type, so its time is not told as
 * taken: every page reads again instead.
 */
export function changeOf(
  { offer, freed, duration, claim }: ClaimRequest,
  place: ClaimInterval,
  expired: readonly OwnInterval[],
): Pick<CalendarChange, 'taken' | 'freed' | 'put'> {
  const span = ({ padStart, padEnd }: OwnInterval): [Date, Date] => [padStart, padEnd];
  const left = [...freed, ...expired].filter((other) => !sameInterval(other, place));
  if (offer.eventType.seats > 1) return { taken: [], freed: [place, ...left].map(span) };
  const { padStart, padEnd, start } = place;
  const eventTypeId = offer.eventType._id;
  const put = claim && [
    { ...claim, padStart, padEnd, start, duration, eventTypeId, seats: 1, seatsTaken: 1 },
  ];
  return { taken: [span(place)], freed: left.map(span), ...(put && { put }) };
}

export function sameInterval(claim: OwnInterval, own: OwnInterval): boolean {
  return +claim.padStart === +own.padStart && +claim.padEnd === +own.padEnd;
}
