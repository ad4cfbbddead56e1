import type { Booking } from './bookings';
import type { ErrorCode } from './problem';
import type { IsoInstant } from './time';

/** Public namespace: anyone may watch an event type's availability. */
export const AVAILABILITY_NAMESPACE = '/availability';
/** Private namespace: an expert's own bookings, with the access token in the handshake's `auth.token`. */
export const EXPERT_NAMESPACE = '/expert';

export interface WatchRequest {
  handle: string;
  eventType: string;
  /** The secret of a booking link, as in the X-Link-Token header; needed for private event types. */
  link?: string;
  /** Instead of it, to move a booking. */
  booking?: { uid: string; token: string };
}

/** Watches one booking with its manage token. */
export interface WatchBookingRequest {
  uid: string;
  token: string;
}

/** `stale`: see {@link StaleNotice}; left out while changes arrive. After a refusal with `busy_try_again` ask again. */
export type WatchReply = { ok: true; revision: number; stale?: true } | { ok: false; code: ErrorCode };

export const AVAILABILITY_REASONS = [
  'held',
  'booked',
  'released',
  'cancelled',
  'rescheduled',
  'schedule',
  'external',
] as const;
export type AvailabilityReason = (typeof AVAILABILITY_REASONS)[number];

/** A half-open interval of padded busy time, `[start, end)`. */
export type IntervalPair = [start: IsoInstant, end: IsoInstant];

/**
 * The expert's calendar moved to `revision`. Drop slots whose padded time overlaps `taken` at once; read again over HTTP
 * when `freed` is not empty, when `reason` is `schedule`, or when a revision was skipped. `external` is a change in a connected
 * calendar of the expert. Carries no personal data.
 */
export interface AvailabilityChanged {
  revision: number;
  taken: IntervalPair[];
  freed: IntervalPair[];
  reason: AvailabilityReason;
}

/** Changes do not arrive at the server (`stale` true), or do again: then all that happened in between has been sent. */
export interface StaleNotice {
  stale: boolean;
}

/** Changes may have been missed: read again over HTTP, at a random time within so many milliseconds. */
export interface ResyncNotice {
  withinMs: number;
}

/** Notices about the pushes themselves, sent to every socket. The connection stays. */
export interface FeedServerEvents {
  stale: (notice: StaleNotice) => void;
  resync: (notice: ResyncNotice) => void;
}

export interface AvailabilityServerEvents extends FeedServerEvents {
  'availability.changed': (change: AvailabilityChanged) => void;
  /** To the watchers of a booking: read it again over HTTP. */
  'booking.changed': (change: CalendarChanged) => void;
}

export interface AvailabilityClientEvents {
  watch: (request: WatchRequest, reply: (answer: WatchReply) => void) => void;
  unwatch: (request: WatchRequest) => void;
  /** For the client's own page of a booking. */
  watchBooking: (request: WatchBookingRequest, reply: (answer: WatchReply) => void) => void;
}

export interface BookingChanged {
  booking: Booking;
}

/** Something in the expert's calendar changed: a booking, a hold, a block, the hours. */
export interface CalendarChanged {
  revision: number;
}

export interface ExpertServerEvents extends FeedServerEvents {
  'calendar.changed': (change: CalendarChanged) => void;
  'booking.changed': (change: BookingChanged) => void;
}

export type ExpertClientEvents = Record<string, never>;
