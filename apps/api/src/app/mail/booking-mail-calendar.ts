import type { CalendarEvent, CalendarMethod } from '../calendar-file/calendar-event';
import { participantsOf } from '../calendar-file/calendar-event';
import { webAddress } from '../calendar-file/plain-text';
import { placeName } from './booking-facts';
import type { BookingMailKind } from './booking-mail-input';
import type { BookingMailPayload } from './booking-mails';
import { isMoved } from './booking-mails';

/** What calendars are asked to do; nothing about a request, which is in nobody's calendar yet. */
const METHODS: Readonly<Record<BookingMailKind, CalendarMethod | null>> = {
  booked: 'REQUEST',
  confirmed: 'REQUEST',
  rescheduled: 'REQUEST',
  cancelled: 'CANCEL',
  requested: null,
  declined: null,
};

/** What the mail's file asks of calendars; null = the mail has none. */
export function calendarMethodOf(booking: BookingMailPayload): CalendarMethod | null {
  return booking.kind === 'declined' && isMoved(booking) ? 'CANCEL' : METHODS[booking.kind];
}

/**
 * The booking as a calendar entry. Holds no manage link: calendars are shared with people who must not have it.
 * @param changedAt when this change of the booking was made
 */
export function bookingCalendarEvent(booking: BookingMailPayload, changedAt: Date): CalendarEvent {
  const url = booking.pending ? null : webAddress(booking.meetingUrl);
  const { expert, attendee, guests = [], guest } = booking;
  const lines = [
    ...(url ? [`Join: ${url}`] : []),
    `${expert.name} and ${attendee.name}, ${booking.duration} minutes`,
    ...booking.answers.filter(({ value }) => value !== '').map(({ label, value }) => `${label}: ${value}`),
    ...(booking.notes ? [`Notes: ${booking.notes}`] : []),
  ];
  return {
    uid: booking.calendarUid ?? booking.bookingUid,
    sequence: booking.sequence,
    status: statusOf(booking),
    start: booking.start,
    end: booking.end,
    title: `${booking.title}: ${expert.name} and ${attendee.name}`,
    description: lines.join('\n'),
    location: url ?? placeName(booking.location),
    url,
    organizer: { name: expert.name, email: expert.email },
    attendees: participantsOf(attendee, guest === undefined ? guests : [guest]),
    createdAt: booking.createdAt,
    updatedAt: changedAt,
  };
}

function statusOf({ kind, pending }: BookingMailPayload): CalendarEvent['status'] {
  if (kind === 'cancelled' || kind === 'declined') return 'cancelled';
  return pending ? 'tentative' : 'confirmed';
}
