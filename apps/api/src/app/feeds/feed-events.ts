import type { FeedDetails, Language } from '@expertbook/contracts';
import { createHash } from 'node:crypto';
import { toCalendarEvent } from '../bookings/booking.mapper';
import type { CalendarEvent } from '../calendar-file/calendar-event';
import type { AttendeeRecord, BookingRecord } from '../calendars/booking.schema';
import { mailLocale } from '../mail/mail-locale';
import type { Expert } from '../offerings/expert.schema';

const NOBODY = { name: '', email: '' };

/** Whether an attendee comes, or has asked to. */
export function isComing({ status }: Pick<AttendeeRecord, 'status'>): boolean {
  return status === 'confirmed' || status === 'pending' || status === 'no_show';
}

/**
 * What an expert's feed shows of a claim: a booking or group session as one event, or a block. Pure.
 * @param language of the expert
 * @returns null where nobody comes
 */
export function expertEvent(
  booking: BookingRecord,
  expert: Expert,
  language: Language,
  details: FeedDetails,
): CalendarEvent | null {
  if (booking.status === 'blocked')
    return details === 'busy' ? busyEvent(booking, language) : blockEvent(booking);
  const coming = booking.attendees.filter(isComing);
  const [first] = coming;
  if (!first) return null;
  if (details === 'busy') return busyEvent(booking, language, coming);
  const event = toCalendarEvent({ booking, attendee: first, expert }, '', language);
  if (booking.seats === 1) return event;
  return {
    ...event,
    uid: String(booking._id),
    sequence: sequenceOf(booking.attendees),
    status: statusOf(coming),
    title: `${booking.title} (${booking.seatsTaken}/${booking.seats})`,
    description: [event.url ?? '', ...coming.map(({ name }) => name)].filter(Boolean).join('\n'),
    createdAt: booking.createdAt,
  };
}

/** Only that the time is taken; its uid says nothing about the booking. */
function busyEvent(
  booking: BookingRecord,
  language: Language,
  coming: readonly AttendeeRecord[] = [],
): CalendarEvent {
  return {
    ...plainEvent(booking, mailLocale(language).translate('calendar.busy')),
    uid: createHash('sha256')
      .update(`busy ${String(booking._id)}`)
      .digest('hex')
      .slice(0, 32),
    sequence: sequenceOf(booking.attendees),
    status: statusOf(coming),
  };
}

function blockEvent(booking: BookingRecord): CalendarEvent {
  return plainEvent(booking, booking.title);
}

function plainEvent(booking: BookingRecord, title: string): CalendarEvent {
  return {
    uid: String(booking._id),
    sequence: 0,
    status: 'confirmed',
    start: booking.start,
    end: booking.end,
    title,
    description: '',
    location: '',
    url: null,
    organizer: NOBODY,
    attendees: [],
    createdAt: booking.createdAt,
    updatedAt: booking.history.at(-1)?.at ?? booking.createdAt,
  };
}

/** Rises with every change of any of them. */
function sequenceOf(attendees: readonly AttendeeRecord[]): number {
  return attendees.reduce((sum, { sequence }) => sum + sequence + 1, 0);
}

function statusOf(coming: readonly AttendeeRecord[]): CalendarEvent['status'] {
  return coming.length > 0 && coming.every(({ status }) => status === 'pending') ? 'tentative' : 'confirmed';
}
