import type { RequestState } from '@expertbook/contracts';
import type { AttendeeRecord } from '../calendars/booking.schema';
import { isExpired } from './request-deadline';

/** The state of a request at `now`; `open` while it can be answered. Pure. */
export function requestState(
  attendee: Pick<AttendeeRecord, 'status' | 'respondBy' | 'endReason' | 'cancelledBy'>,
  start: Date,
  now: Date,
): RequestState {
  switch (attendee.status) {
    case 'pending':
      return isExpired(attendee, now) || start <= now ? 'expired' : 'open';
    case 'declined':
      return attendee.endReason === 'no_response' ? 'expired' : 'declined';
    case 'cancelled':
      return attendee.cancelledBy === 'client' ? 'withdrawn' : 'cancelled';
    case 'rescheduled':
      return 'rescheduled';
    case 'confirmed':
    case 'completed':
    case 'no_show':
      return 'confirmed';
  }
}
