import type { BookingStatus } from '@expertbook/contracts';
import { BOOKING_TRANSITIONS, LIVE_STATUSES } from '@expertbook/contracts';
import { DomainError } from '../http/domain-error';

/** The status at `now`: a confirmed booking whose end has passed is completed. */
export function statusAt(stored: BookingStatus, end: Date, now: Date): BookingStatus {
  return stored === 'confirmed' && end <= now ? 'completed' : stored;
}

/** @throws DomainError `illegal_transition` unless the table in contracts has the transition */
export function assertTransition(from: BookingStatus, to: BookingStatus): void {
  if (BOOKING_TRANSITIONS[from].includes(to)) return;
  throw new DomainError('illegal_transition', {
    detail: `A ${from.replace('_', '-')} booking cannot become ${to}.`,
  });
}

/** Whether an attendee with that status occupies a seat in the session; a no-show had one. */
export function occupiesSeat(status: BookingStatus): boolean {
  return status === 'no_show' || (LIVE_STATUSES as readonly BookingStatus[]).includes(status);
}
