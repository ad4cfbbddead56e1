import { fault } from './finding.mjs';

/**
 * A calendar's revision rises by one with every committed change. Bookings give a lower bound: one for each attendee
 * who booked or rescheduled to this time, one for every cancellation by a client, one for a claim without attendees.
 * (Experts may cancel a day at once.) A lower revision means that a write bypassed the calendar's lock, or was rolled
 * back.
 */
export function revisionCounter() {
  /** @type {any} */
  let expertId = null;
  let changes = 0;
  return {
    /** @returns {boolean} whether this booking is of another expert than those counted so far */
    isNext: (/** @type {any} */ booking) =>
      expertId !== null && String(expertId) !== String(booking.expertId),
    /** @param {any} booking those of one expert come one after the other */
    add(booking) {
      expertId = booking.expertId;
      const byClients = (booking.history ?? []).filter(
        (/** @type {any} */ step) => step.status === 'cancelled' && step.by === 'client',
      );
      changes += Math.max(1, booking.attendees?.length ?? 0) + byClients.length;
    },
    /**
     * Ends the count of the current expert.
     *
     * @param {any | undefined} calendar
     * @returns {Generator<import('./finding.mjs').Finding>}
     */
    *end(calendar) {
      const [id, least] = [expertId, changes];
      expertId = null;
      changes = 0;
      if (id === null) return;
      if (!calendar) {
        yield fault('calendar-missing', 'calendars', id, 'An expert with bookings has no calendar document.');
      } else if (!(calendar.revision >= least)) {
        const says = `Its revision is ${calendar.revision}; its bookings alone tell of ${least} changes.`;
        yield fault('revision-low', 'calendars', id, says);
      }
    },
  };
}
