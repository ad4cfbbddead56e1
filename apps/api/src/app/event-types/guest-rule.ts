import type { EventTypeRecord } from '../offerings/event-type.schema';

export type GuestRule = Partial<Pick<EventTypeRecord, 'guestsAllowed'>> & Pick<EventTypeRecord, 'seats'>;

/**
 * Whether bookings may have guests. Not in a group session, where each attendee books a seat. Event types from before
 * guests lack the field.
 */
export function allowsGuests({ guestsAllowed, seats }: GuestRule): boolean {
  return guestsAllowed !== false && seats === 1;
}
