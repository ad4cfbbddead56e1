import { createHash } from 'node:crypto';
import type { BookingMailInput, Recipient } from './booking-mail-input';

type Chain = Pick<BookingMailInput, 'bookingUid' | 'calendarUid'>;

const GUEST_HASH_LENGTH = 16;

/** Whether the booking continues an earlier one, so that calendars may have an entry however this one ends. */
export function isSuccessor({ bookingUid, calendarUid }: Chain): boolean {
  return calendarUid !== undefined && calendarUid !== bookingUid;
}

/** Id of one recipient's calendar entry over all changes of the booking. Contains no email address. */
export function entryOf({ bookingUid, calendarUid }: Chain, recipient: Recipient, guest = ''): string {
  const uid = calendarUid ?? bookingUid;
  if (recipient !== 'guest') return `${uid}:${recipient}`;
  const hash = createHash('sha256').update(`${uid}:${guest}`).digest('base64url');
  return `${uid}:guest:${hash.slice(0, GUEST_HASH_LENGTH)}`;
}
