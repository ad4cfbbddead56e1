import type { Language } from './accounts';
import type { EventLocation } from './event-types';
import type { ProfileLook } from './profile';
import type { IsoInstant, LocalDate, TimeZoneName } from './time';
import type { HourCycle } from './wall-clock';

export const BOOKING_STATUSES = [
  'pending',
  'confirmed',
  'declined',
  'cancelled',
  'rescheduled',
  'completed',
  'no_show',
] as const;
export type BookingStatus = (typeof BOOKING_STATUSES)[number];

/** Every legal move of a booking. Anything else is refused with 409 `illegal_transition` and changes nothing. */
export const BOOKING_TRANSITIONS: Readonly<Record<BookingStatus, readonly BookingStatus[]>> = {
  pending: ['confirmed', 'declined', 'cancelled', 'rescheduled'],
  confirmed: ['cancelled', 'rescheduled', 'completed', 'no_show'],
  declined: [],
  cancelled: [],
  rescheduled: [],
  completed: ['no_show'],
  no_show: [],
};

/** Why a booking ended where neither side did it: `no_response` = a request whose deadline passed without an answer. */
export const BOOKING_END_REASONS = ['no_response'] as const;
export type BookingEndReason = (typeof BOOKING_END_REASONS)[number];

/** The statuses that claim their time. */
export const LIVE_STATUSES = ['pending', 'confirmed'] as const satisfies readonly BookingStatus[];

export interface Attendee {
  name: string;
  email: string;
  timeZone: TimeZoneName;
  /**
   * Of the mails to them and to their guests: the one the booking page was shown in. Left out of a request: that of the
   * cookie `lang` or of Accept-Language, else the expert's. Answers always have it.
   */
  language?: Language;
  /** How the page that was booked on wrote times of day, and so do these mails; without it `h23`. */
  hourCycle?: HourCycle;
  /** Whose way of writing dates the page followed (`US`, `419`), and so do these mails; without it day, month, year. */
  region?: string;
}

/** Answers by question id; checkbox answers are booleans, number answers numbers. */
export type Answers = Record<string, string | number | boolean>;

/** Most further people a client may invite to a booking. */
export const MAX_GUESTS = 10;

export interface CreateBookingRequest {
  eventTypeId: string;
  /** With an offset or `Z`; an instant, whatever zone it is written in. */
  start: IsoInstant;
  /** Minutes; the event type's first duration when left out. */
  duration?: number;
  attendee: Attendee;
  answers?: Answers;
  notes?: string;
  /**
   * Email addresses of further people who are invited, at most {@link MAX_GUESTS}, each once and none the client's own,
   * whatever the case. Only where the event type says `guestsAllowed`.
   */
  guests?: string[];
  holdToken?: string;
  /** Six digits that were sent to `attendee.email` ({@link EmailCodeRequest}); where 403 `email_code_required` asked for them. */
  emailCode?: string;
}

/** Has a code sent to an address, which then shows that it is the client's. */
export interface EmailCodeRequest {
  email: string;
  /** What is to be booked. */
  eventTypeId: string;
  /** Of the mail; that of the page when left out. */
  language?: Language;
}

/** The 202 answer, the same for every address. */
export interface EmailCodeSent {
  /** When the code was sent that is good now. */
  sentAt: IsoInstant;
  /** Until then it is good; from then on another one can be sent. */
  expiresAt: IsoInstant;
}

/** "Add to calendar" addresses, each opening the provider's own form with everything filled in. */
export interface CalendarLinks {
  google: string;
  outlook: string;
  office365: string;
  yahoo: string;
  /** Our `.ics` download. Where its client reads the booking it opens without a header for an hour. */
  ics: string;
}

export interface BookingLinks {
  /** The client's page: see, cancel, reschedule. Holds the manage token in its fragment. */
  manage: string;
  calendar: CalendarLinks;
}

/** What the client and the expert both see of a booking. */
export interface Booking {
  uid: string;
  status: BookingStatus;
  /** Both with the offset of the expert's zone. */
  start: IsoInstant;
  end: IsoInstant;
  /** The same instants with the offset of the attendee's zone, so that no browser's zone data can shift them. */
  attendeeTimes: { start: IsoInstant; end: IsoInstant; respondBy?: IsoInstant };
  /** Minutes. */
  duration: number;
  eventType: { id: string; slug: string; title: string };
  expert: {
    handle: string;
    name: string;
    timeZone: TimeZoneName;
    /** `#rrggbb`; null for the product's own. */
    brandColor: string | null;
    look: ProfileLook;
  };
  attendee: Attendee;
  /** Email addresses of the people the client invited. */
  guests: string[];
  location: EventLocation;
  /** The video link; null while pending, and for places without one. */
  meetingUrl: string | null;
  answers: Answers;
  notes: string;
  cancelReason: string | null;
  cancelledBy: 'client' | 'expert' | null;
  /** Only while pending: until then the expert may respond; after it the request is declined and its time is free. */
  respondBy?: IsoInstant;
  /** Only where it ended by itself. */
  endReason?: BookingEndReason;
  /** Uid of the booking that took this one's place. */
  rescheduledTo: string | null;
  /** Uid of the booking this one took the place of. */
  rescheduledFrom: string | null;
  /** Places of the group session it is in; null for one-to-one bookings. */
  session: { seats: number; seatsTaken: number } | null;
  createdAt: IsoInstant;
  /** Since when nothing personal is left of the client; missing while it is. */
  erasedAt?: IsoInstant;
  links: { calendar: CalendarLinks };
}

/** The 201 answer: the only time the manage token is ever shown. */
export interface CreatedBooking extends Omit<Booking, 'links'> {
  manageToken: string;
  links: BookingLinks;
}

export interface CancelBookingRequest {
  reason?: string;
}

export interface RescheduleBookingRequest {
  start: IsoInstant;
  duration?: number;
  holdToken?: string;
  reason?: string;
}

export const ANSWER_TOKEN_HEADER = 'X-Answer-Token';

/** `open` can be answered; the others say what has become of the request. */
export const REQUEST_STATES = [
  'open',
  'confirmed',
  'declined',
  'expired',
  'withdrawn',
  'cancelled',
  'rescheduled',
] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** A request as the link in the expert's mail shows it. */
export interface RequestToAnswer {
  uid: string;
  state: RequestState;
  title: string;
  /** Both with the offset of the expert's zone. */
  start: IsoInstant;
  end: IsoInstant;
  expert: Booking['expert'];
  /** The whole of it; null once it is not open any more, so that an old mail shows nothing of the client. */
  request: Booking | null;
  /** With the words of their questions; empty once it is not open any more. */
  answers: { label: string; value: string | boolean }[];
}

export interface BookingsQuery {
  /** Comma-separated statuses. */
  status?: string;
  from?: IsoInstant;
  to?: IsoInstant;
  /** 1 to 100; 50 when left out. */
  limit?: number;
  cursor?: string;
  /** By start: `asc` (default) or `desc`. */
  order?: 'asc' | 'desc';
  /** Beginnings of words of the attendee's name or email, a guest's address or the title, upper and lower case alike. */
  q?: string;
  eventTypeId?: string;
}

export interface BookingsPage {
  items: Booking[];
  nextCursor: string | null;
}

/** One step of a booking's life, oldest first. */
export interface BookingHistoryEntry {
  at: IsoInstant;
  status: BookingStatus;
  by: 'client' | 'expert' | 'system';
}

export interface BookingHistory {
  items: BookingHistoryEntry[];
}

/** Cancels everything that begins on one local date of the expert's zone and has not begun yet. */
export interface CancelDayRequest {
  date: LocalDate;
  reason?: string;
  /** Also closes the date in every schedule (out of office), so that it cannot be booked again. */
  closeDay?: boolean;
}

export interface CancelledDay {
  cancelled: Booking[];
}

/** What became of a client's bookings when the expert had the client erased. */
export interface ErasedClient {
  /** Bookings whose personal data has been removed. */
  erased: number;
  /** Of these, how many were still to come and were cancelled for it. */
  cancelled: number;
}

export interface BookingStatisticsQuery {
  /** Local dates of the expert's zone, both inclusive, at most {@link MAX_STATISTICS_DAYS} apart. */
  from: LocalDate;
  to: LocalDate;
}

export const MAX_STATISTICS_DAYS = 92;

/** Figures of the sessions that begin in a range of dates, in the expert's zone. */
export interface BookingStatistics {
  from: LocalDate;
  to: LocalDate;
  timeZone: TimeZoneName;
  /** Confirmed or completed. */
  booked: number;
  bookedMinutes: number;
  pending: number;
  cancelled: number;
  noShows: number;
  /** Every date of the range. */
  days: { date: LocalDate; booked: number; minutes: number }[];
  /** Booked sessions by weekday (Monday first) and hour of their start. */
  busiest: number[][];
}

export interface CreateHoldRequest {
  eventTypeId: string;
  start: IsoInstant;
  duration?: number;
  /** A random name of the visit, the same for all its holds; visits behind one address are then counted apart. */
  session?: string;
}

/** The token proves ownership; its holder books through the hold. */
export interface Hold {
  token: string;
  start: IsoInstant;
  end: IsoInstant;
  expiresAt: IsoInstant;
}
