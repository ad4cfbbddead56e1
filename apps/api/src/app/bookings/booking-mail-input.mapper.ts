import type { BookedEventType } from '../event-types/event-type.mapper';
import { toMark } from '../event-types/event-type.mapper';
import type { BookingMailInput } from '../mail/booking-mail-input';
import { labelledAnswers } from './answers';
import type { SeenBooking } from './booking.mapper';
import { writingOf } from './booking.mapper';

export interface NoticeContext {
  expertEmail: string;
  eventType: BookedEventType;
  /** In the clear; null when it is no longer known (it is stored hashed). */
  mailToken: string | null;
  /** Answers the request from the expert's mail, in the clear; only in mails about a request. */
  answerToken?: string | null;
  /** Whether the client's address is verified. */
  clientProven: boolean;
  previousStart?: Date;
  /** Who rescheduled; only with `previousStart`. */
  movedBy?: 'client' | 'expert';
  /** The expert's account is being deleted. */
  expertLeaves?: true;
}

/** The data for the mails about a booking. */
export function toBookingMailInput(
  { booking, attendee, expert }: SeenBooking,
  context: NoticeContext,
): BookingMailInput {
  return {
    bookingUid: attendee.uid,
    calendarUid: attendee.calendarUid,
    title: booking.title,
    mark: toMark(context.eventType),
    start: booking.start,
    end: booking.end,
    duration: booking.duration,
    location: booking.location,
    meetingUrl: booking.meetingUrl,
    sequence: attendee.sequence,
    expert: {
      name: expert.name,
      email: context.expertEmail,
      handle: expert.handle,
      timeZone: expert.timeZone,
      ...(expert.language && { language: expert.language }),
      ...(expert.hourCycle && { hourCycle: expert.hourCycle }),
      ...(expert.brandColor && { brandColor: expert.brandColor }),
      ...(expert.photoVersion && { photoVersion: expert.photoVersion }),
    },
    ...(expert.bookingsCalendarId && { isWrittenOut: true }),
    ...(expert.notifications && { notifications: expert.notifications }),
    attendee: {
      name: attendee.name,
      email: attendee.email,
      timeZone: attendee.timeZone,
      ...(attendee.language && { language: attendee.language }),
      ...writingOf(attendee),
    },
    guests: attendee.guests ?? [],
    guestsInvited: attendee.guestsInvited ?? false,
    answers: labelledAnswers(context.eventType.questions, attendee.answers),
    notes: attendee.notes,
    pending: attendee.status === 'pending',
    ...(attendee.status === 'pending' && attendee.respondBy && { respondBy: attendee.respondBy }),
    manageToken: context.mailToken,
    answerToken: context.answerToken ?? null,
    clientProven: context.clientProven,
    reason: attendee.cancelReason,
    cancelledBy: attendee.cancelledBy,
    ...(context.previousStart && { previousStart: context.previousStart }),
    ...(context.expertLeaves && { expertLeaves: context.expertLeaves }),
    ...(context.movedBy && { movedBy: context.movedBy }),
    createdAt: attendee.createdAt,
    slug: booking.slug,
  };
}
