import type { EventTypeRecord } from '../offerings/event-type.schema';

export type GuestRule = Partial<Pick<EventTypeRecord, 'guestsAllowed'>> & Pick<EventTypeRecord, 'seats'>;

/**
 * Whether bookings may name guests. Not in a group session, where each attendee books a seat. Event types made
 * before there were guests have no mark.
 */
export function takesGuests({ guestsAllowed, seats }: GuestRule): boolean {
  return guestsAllowed !== false && seats === 1;
}
