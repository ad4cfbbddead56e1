import type { BookingStatus, Language } from '@expertbook/contracts';
import type { Offer } from '../availability/offer';
import type { AttendeeRecord } from '../calendars/booking.schema';
import { responseHoursOf } from '../event-types/event-type.mapper';
import { randomUid } from '../tokens/random-token';
import type { AccessedBooking } from './booking-access';
import type { BookingTokens } from './booking-tokens';
import { hashesOf } from './booking-tokens';
import type { CreateBookingDto } from './booking.dto';
import { writingOf } from './booking.mapper';
import { newAnswerToken, requestTimes } from './request-deadline';

/** Statuses that an attendee gets by a transition; a reschedule has {@link rescheduledAttendee}. */
export type TargetStatus = Extract<BookingStatus, 'cancelled' | 'confirmed' | 'declined' | 'no_show'>;

/**
 * An attendee who has just booked or rescheduled, and the token of the mail that answers their request; null without
 * a request.
 */
export interface NewAttendee {
  attendee: AttendeeRecord;
  answerToken: string | null;
}

/** The attendee of a new booking. */
export function newAttendee(
  request: CreateBookingDto,
  offer: Offer,
  start: Date,
  tokens: BookingTokens,
  language: Language | null,
): NewAttendee {
  const uid = randomUid();
  const { answerToken, ...requestFacts } = newRequest(offer, start);
  const attendee: AttendeeRecord = {
    uid,
    calendarUid: uid,
    ...hashesOf(tokens),
    status: firstStatus(offer),
    name: request.attendee.name,
    email: request.attendee.email,
    timeZone: request.attendee.timeZone,
    language: request.attendee.language ?? language ?? offer.expert.language ?? 'en',
    ...writingOf(request.attendee),
    guests: request.guests ?? [],
    guestsInvited: !offer.eventType.requiresConfirmation,
    answers: request.answers ?? {},
    notes: request.notes ?? '',
    sequence: 0,
    cancelReason: null,
    cancelledBy: null,
    rescheduledTo: null,
    rescheduledFrom: null,
    createdAt: new Date(),
    ...requestFacts,
  };
  return { attendee, answerToken };
}

/** The attendee of the booking that succeeds another one. */
export function successorOf(
  { attendee, by }: Pick<AccessedBooking, 'attendee' | 'by'>,
  offer: Offer,
  start: Date,
  tokens: BookingTokens,
): NewAttendee {
  // A reschedule by the expert needs no confirmation.
  const pending = offer.eventType.requiresConfirmation && by === 'client';
  // The deadline and the answers of the earlier request end with it.
  const { respondBy: _by, remindAt: _at, answerHashes: _hashes, ...lasting } = attendee;
  const { answerToken, ...requestFacts } = pending ? newRequest(offer, start) : { answerToken: null };
  const successor: AttendeeRecord = {
    ...lasting,
    ...requestFacts,
    uid: randomUid(),
    ...hashesOf(tokens, attendee),
    status: pending ? 'pending' : 'confirmed',
    guestsInvited: attendee.guestsInvited || !pending,
    sequence: attendee.sequence + 1,
    rescheduledFrom: attendee.uid,
    rescheduledTo: null,
    createdAt: new Date(),
  };
  return { attendee: successor, answerToken };
}

/** The attendee after a transition. Pure. */
export function withStatus(
  { attendee, by }: Pick<AccessedBooking, 'attendee' | 'by'>,
  to: TargetStatus,
  reason: string | null,
): AttendeeRecord {
  const changed: AttendeeRecord = {
    ...attendee,
    status: to,
    guestsInvited: attendee.guestsInvited || to === 'confirmed',
    sequence: attendee.sequence + 1,
  };
  const hasReason = to === 'cancelled' || to === 'declined';
  return hasReason ? { ...changed, cancelReason: reason, cancelledBy: by } : changed;
}

/** The attendee of a request whose deadline has passed. Pure. */
export function expiredAttendee(attendee: AttendeeRecord): AttendeeRecord {
  return { ...attendee, status: 'declined', endReason: 'no_response', sequence: attendee.sequence + 1 };
}

/** The attendee who has rescheduled to another time. Pure. */
export function rescheduledAttendee(
  attendee: AttendeeRecord,
  rescheduledTo: string,
  reason: string | null,
): AttendeeRecord {
  return { ...attendee, status: 'rescheduled', rescheduledTo, cancelReason: reason };
}

/** The status of a new booking. */
export function firstStatus({ eventType }: Offer): 'pending' | 'confirmed' {
  return eventType.requiresConfirmation ? 'pending' : 'confirmed';
}

/**
 * The fields that make an attendee's booking a request: its deadline, its reminder and the token of the mail that
 * answers it; none without a request.
 */
function newRequest(
  { eventType }: Offer,
  start: Date,
): Pick<AttendeeRecord, 'respondBy' | 'remindAt' | 'answerHashes'> & Pick<NewAttendee, 'answerToken'> {
  if (!eventType.requiresConfirmation) return { answerToken: null };
  const { minimumNotice } = eventType;
  const { respondBy, remindAt } = requestTimes(new Date(), start, {
    responseHours: responseHoursOf(eventType),
    minimumNotice,
  });
  return { respondBy, ...(remindAt && { remindAt }), ...newAnswerToken() };
}
