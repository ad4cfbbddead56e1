import type { ObstacleReason } from './problem';
import type { IsoInstant, LocalDate, TimeZoneName } from './time';

/** One bookable start, written in the viewer's zone with its numeric offset. */
export interface Slot {
  start: IsoInstant;
  /** Seats left; only for event types with several seats. */
  seatsLeft?: number;
}

export interface SlotsQuery {
  /** First local date in `timeZone`. */
  start: LocalDate;
  /** Last local date, inclusive; at most {@link MAX_SLOT_DAYS} days after `start`. */
  end: LocalDate;
  timeZone: TimeZoneName;
  /** Minutes; the event type's first duration when left out. */
  duration?: number;
}

export interface SlotsResponse {
  timeZone: TimeZoneName;
  duration: number;
  /** The calendar's revision at which these slots were read; pushes have later ones. */
  revision: number;
  /** Free starts by the viewer's local date; dates without any are left out. */
  slots: Record<LocalDate, Slot[]>;
  /** Held starts that would otherwise be free, by local date; left out where there are none. */
  held?: Record<LocalDate, IsoInstant[]>;
}

export const MAX_SLOT_DAYS = 62;

/** One reason why a start cannot be booked. */
export interface SlotObstacle {
  reason: ObstacleReason;
  /** The padded interval that blocks it; only with `slot_taken`, `slot_held` and `busy_elsewhere`. */
  blockedBy?: { start: IsoInstant; end: IsoInstant; bookingUids: string[] };
  /** Names of the connected calendars in the way; only with `busy_elsewhere`. */
  calendars?: string[];
}

/**
 * Kinds of intervals in a day. `hours` is open time; in `past`, `notice`, `window`, `limit` and `absence` nothing may
 * start; `booking`, `hold`, `block` and `external` (events of connected calendars) take their time.
 */
export const DAY_BAND_KINDS = [
  'hours',
  'absence',
  'past',
  'notice',
  'window',
  'limit',
  'booking',
  'hold',
  'block',
  'external',
] as const;
export type DayBandKind = (typeof DAY_BAND_KINDS)[number];

export interface DayBand {
  kind: DayBandKind;
  /** Within the day. */
  start: IsoInstant;
  end: IsoInstant;
  /** With its buffers, within the day; only of `booking` and `hold` with buffers. */
  padded?: { start: IsoInstant; end: IsoInstant };
  /** The event type's title, the expert's text on the block, or the connected calendar's name. */
  title?: string;
  /** Of the bookings in it; only of `booking`. */
  bookingUids?: string[];
}

/** A local day of the expert as the engine evaluates it for one event type and duration. */
export interface ExplainedDay {
  date: LocalDate;
  start: IsoInstant;
  end: IsoInstant;
  /** By kind as in {@link DAY_BAND_KINDS}, then by time. */
  bands: DayBand[];
}

/** Why a time is not offered, for the expert; the most fundamental reason first. */
export interface SlotExplanation {
  start: IsoInstant;
  duration: number;
  bookable: boolean;
  obstacles: SlotObstacle[];
  /** The whole day of the time, in the expert's zone. */
  day: ExplainedDay;
}
