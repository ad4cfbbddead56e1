import type { OutboxMessage, Supersede } from '../outbox/outbox-handlers';
import { isSuccessor } from './booking-entry';
import type { BookingMailPayload } from './booking-mails';
import { isEnd } from './booking-mails';

/**
 * The newer mail about a booking whose earlier mail was never sent, with the link, the answers and the old time that
 * only the earlier one has. Null for guests, when the booking was cancelled before they were invited.
 */
export const supersedeBookingMail: Supersede = (older, newer) => {
  const earlier = payloadOf(older);
  const later = payloadOf(newer);
  const unannounced = neverAnnounced(older);
  if (later.recipient === 'guest' && unannounced && isEnd(later.kind)) return null;
  const merged: BookingMailPayload = {
    ...later,
    ...(later.sealedToken === null && {
      sealedToken: earlier.sealedToken,
      sealedFor: earlier.sealedFor ?? older.key,
    }),
    ...(later.answers.length === 0 && { answers: earlier.answers }),
    ...(later.previousStart && earlier.previousStart && { previousStart: earlier.previousStart }),
    ...(unannounced && { unannounced }),
  };
  return { ...(isNewsToGuest(merged) ? asInvitation(merged) : merged) };
};

/** Whether no calendar can have the entry: the first invitation was never attempted. */
function neverAnnounced(older: OutboxMessage): boolean {
  const earlier = payloadOf(older);
  const isFirst = earlier.kind === 'booked' || (earlier.kind === 'confirmed' && !isSuccessor(earlier));
  return older.attempt === 0 && (isFirst || earlier.unannounced === true);
}

/** A guest who was never invited gets an invitation and not a reschedule. */
function isNewsToGuest({ recipient, unannounced, kind, pending }: BookingMailPayload): boolean {
  return recipient === 'guest' && unannounced === true && kind === 'rescheduled' && !pending;
}

function asInvitation({ previousStart: _, ...payload }: BookingMailPayload): BookingMailPayload {
  return { ...payload, kind: 'booked' };
}

/** Only `BookingMails` writes these rows. */
function payloadOf({ payload }: OutboxMessage): BookingMailPayload {
  return payload as unknown as BookingMailPayload;
}
