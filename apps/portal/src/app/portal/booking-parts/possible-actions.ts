import type { Booking } from '@expertbook/contracts';
import { BOOKING_TRANSITIONS } from '@expertbook/contracts';

/** What the expert can do with a booking at `now`. */
export interface PossibleActions {
  /** Confirm or decline it. */
  answer: boolean;
  reschedule: boolean;
  cancel: boolean;
  noShow: boolean;
}

export function possibleActions(booking: Booking, now: Date): PossibleActions {
  const over = Date.parse(booking.end) <= now.getTime();
  const begun = Date.parse(booking.start) <= now.getTime();
  const legal = BOOKING_TRANSITIONS[booking.status];
  return {
    answer: booking.status === 'pending' && !over,
    reschedule: legal.includes('rescheduled') && !begun,
    cancel: booking.status === 'confirmed' && !over,
    noShow: legal.includes('no_show') && begun,
  };
}
