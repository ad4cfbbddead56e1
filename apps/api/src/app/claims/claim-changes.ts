import type { BookingRecord, BusyClaim } from '../calendars/booking.schema';
import type { CalendarChange } from '../calendars/calendar.schema';
import { toBusyClaim } from './claim';
import type { ClaimInterval, PaddedInterval } from './claim-interval';
import { isSameInterval } from './claim-interval';
import type { ClaimRequest } from './claim-request';

/**
 * A claim on an event type's time. A group session stays open to viewers of its event type, so its time is not reported as
 * taken: every page reads again instead.
 * @param expired the expired holds that it replaces
 */
export function claimed(
  { offer, reason, freed, duration, claim }: ClaimRequest,
  interval: ClaimInterval,
  expired: readonly PaddedInterval[],
): Omit<CalendarChange, 'bookingIds'> {
  const left = [...freed, ...expired].filter((other) => !isSameInterval(other, interval));
  if (offer.eventType.seats > 1) return { reason, taken: [], freed: [interval, ...left].map(span) };
  const { padStart, padEnd, start } = interval;
  const eventTypeId = offer.eventType._id;
  const put: BusyClaim[] | undefined = claim && [
    { ...claim, padStart, padEnd, start, duration, eventTypeId, seats: 1, seatsTaken: 1 },
  ];
  return { reason, taken: [span(interval)], freed: left.map(span), ...(put && { put }) };
}

/** A block, and the expired holds that it replaces. */
export function blocked(block: BookingRecord, expired: readonly PaddedInterval[]): CalendarChange {
  return {
    reason: 'booked',
    taken: [span(block)],
    freed: expired.map(span),
    bookingIds: [],
    put: [toBusyClaim(block)],
  };
}

/** A hold that was extended. It changes the calendar, because the calendar cache knows when its holds end. */
export function renewed(hold: BookingRecord): CalendarChange {
  return { reason: 'held', taken: [span(hold)], freed: [], bookingIds: [], put: [toBusyClaim(hold)] };
}

/** Holds or blocks that are removed. */
export function released(claims: readonly PaddedInterval[]): CalendarChange {
  return { reason: 'released', taken: [], freed: claims.map(span), bookingIds: [], put: [] };
}

/** Bookings whose attendees change; `freed` where they free their time. */
export function bookingsChanged(
  reason: CalendarChange['reason'],
  bookings: readonly Pick<BookingRecord, '_id'>[],
  freed: readonly PaddedInterval[],
): CalendarChange {
  return { reason, taken: [], freed: freed.map(span), bookingIds: bookings.map(({ _id }) => _id) };
}

function span({ padStart, padEnd }: PaddedInterval): [Date, Date] {
  return [padStart, padEnd];
}
