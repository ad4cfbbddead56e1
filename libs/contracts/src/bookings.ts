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

/** Every legal transition of a booking. Any other is rejected with 409 `illegal_transition` and changes nothing. */
export const BOOKING_TRANSITIONS: Readonly<Record<BookingStatus, readonly BookingStatus[]>> = {
  pending: ['confirmed', 'declined', 'cancelled', 'rescheduled'],
  confirmed: ['cancelled', 'rescheduled', 'completed', 'no_show'],
  declined: [],
  cancelled: [],
  rescheduled: [],
  completed: ['no_show'],
  no_show: [],
};

/**
 * Why a booking ended where neither client nor expert ended it: `no_response` = a request whose deadline passed
 * without a response.
 */
export const BOOKING_END_REASONS = ['no_response'] as const;
export type BookingEndReason = (typeof BOOKING_END_REASONS)[number];

/** The statuses that claim their time. */
export const LIVE_STATUSES = ['pending', 'confirmed'] as const satisfies readonly BookingStatus[];

export interface Attendee {
  name: string;
  email: string;
  timeZone: TimeZoneName;
  /**
   * Language of the mails to them and to their guests: that of the booking page. When a request leaves it out: that
   * of the cookie `lang` or of Accept-Language, otherwise the expert's. Responses always have it.
   */
  language?: Language;
  /** Hour cycle of the booking page, also for these mails; without it `h23`. */
  hourCycle?: HourCycle;
  /** Region whose date format the page used (`US`, `419`), also for these mails; without it day, month, year. */
  region?: string;
}

/** Answers by question id; checkbox answers are booleans, number answers numbers. */
export type Answers = Record<string, string | number | boolean>;

/** Maximum number of guests of a booking. */
export const MAX_GUESTS = 10;

export interface CreateBookingRequest {
  eventTypeId: string;
  /** With an offset or `Z`; an instant, written in any zone. */
  start: IsoInstant;
  /** Minutes; the event type's first duration when left out. */
  duration?: number;
  attendee: Attendee;
  answers?: Answers;
  notes?: string;
  /**
   * Email addresses of guests, at most {@link MAX_GUESTS}, each once and none the client's own, in any letter case.
   * Only where the event type has `guestsAllowed`.
   */
  guests?: string[];
  holdToken?: string;
  /** Six digits that were sent to `attendee.email` ({@link EmailCodeRequest}); needed after 403 `email_code_required`. */
  emailCode?: string;
}

/** Requests a code for an address, which then verifies it. */
export interface EmailCodeRequest {
  email: string;
  /** The event type that is to be booked. */
  eventTypeId: string;
  /** Language of the mail; that of the page when left out. */
  language?: Language;
}

/** The 202 response, the same for every address. */
export interface EmailCodeSent {
  /** When the valid code was sent. */
  sentAt: IsoInstant;
  /** When the code expires; from then on another one can be sent. */
  expiresAt: IsoInstant;
}

/** "Add to calendar" addresses, each opening the provider's form filled in. */
export interface CalendarLinks {
  google: string;
  outlook: string;
  office365: string;
  yahoo: string;
  /** Download of the `.ics` file. In the client's own view it opens without a header for an hour. */
  ics: string;
}

export interface BookingLinks {
  /** The client's page: see, cancel, reschedule. Has the manage token in its fragment. */
  manage: string;
  calendar: CalendarLinks;
}

/** A booking, as visible to the client and the expert. */
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
  /** Email addresses of the client's guests. */
  guests: string[];
  location: EventLocation;
  /** The video link; null while pending, and for locations without one. */
  meetingUrl: string | null;
  answers: Answers;
  notes: string;
  cancelReason: string | null;
  cancelledBy: 'client' | 'expert' | null;
  /** Only while pending: until when the expert can respond. After it the request is declined and its time is free. */
  respondBy?: IsoInstant;
  /** Only where neither client nor expert ended it. */
  endReason?: BookingEndReason;
  /** Uid of the booking that replaced this one. */
  rescheduledTo: string | null;
  /** Uid of the booking that this one replaced. */
  rescheduledFrom: string | null;
  /** Seats of its group session; null for single bookings. */
  session: { seats: number; seatsTaken: number } | null;
  createdAt: IsoInstant;
  /** Since when it contains no personal data of the client; missing before. */
  erasedAt?: IsoInstant;
  links: { calendar: CalendarLinks };
}

/** The 201 response, the only one with the manage token. */
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

/** `open` can be answered; the others are the outcome of the request. */
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

/** A request, as opened by the link in the expert's mail. */
export interface RequestToAnswer {
  uid: string;
  state: RequestState;
  title: string;
  /** Both with the offset of the expert's zone. */
  start: IsoInstant;
  end: IsoInstant;
  expert: Booking['expert'];
  /** The complete request; null once it is no longer open, so that an old mail shows nothing about the client. */
  request: Booking | null;
  /** With the labels of their questions; empty once it is no longer open. */
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
  /** Beginnings of words of the attendee's name or email, a guest's address or the title, in any letter case. */
  q?: string;
  eventTypeId?: string;
}

export interface BookingsPage {
  items: Booking[];
  nextCursor: string | null;
}

/** One entry of a booking's history, oldest first. */
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

/** Result of erasing a client's data from an expert's bookings. */
export interface ErasedClient {
  /** Bookings whose personal data has been removed. */
  erased: number;
  /** Of these, how many were in the future and were cancelled. */
  cancelled: number;
}

export interface BookingStatisticsQuery {
  /** Local dates of the expert's zone, both inclusive, at most {@link MAX_STATISTICS_DAYS} apart. */
  from: LocalDate;
  to: LocalDate;
}

export const MAX_STATISTICS_DAYS = 92;

/** Statistics of the sessions that begin in a range of dates, in the expert's zone. */
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
  /** A random id of the visit, the same for all its holds, so that visits behind one address are counted separately. */
  session?: string;
}

/** The token proves ownership; its holder books through the hold. */
export interface Hold {
  token: string;
  start: IsoInstant;
  end: IsoInstant;
  expiresAt: IsoInstant;
}
