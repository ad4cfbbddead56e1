import { createHash } from 'node:crypto';
import type { BookingMailInput, Recipient } from './booking-mail-input';

type Chain = Pick<BookingMailInput, 'bookingUid' | 'calendarUid'>;

const GUEST_HASH_LENGTH = 16;

/** Whether the booking took another one's place, so that calendars may have an entry whatever becomes of it. */
export function isMoved({ bookingUid, calendarUid }: Chain): boolean {
  return calendarUid !== undefined && calendarUid !== bookingUid;
}

/** Names one recipient's entry in their calendar over all changes of the booking. Holds no address. */
export function entryOf({ bookingUid, calendarUid }: Chain, recipient: Recipient, guest = ''): string {
  const uid = calendarUid ?? bookingUid;
  if (recipient !== 'guest') return `${uid}:${recipient}`;
  const hash = createHash('sha256').update(`${uid}:${guest}`).digest('base64url');
  return `${uid}:guest:${hash.slice(0, GUEST_HASH_LENGTH)}`;
}
