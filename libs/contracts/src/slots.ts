import type { ObstacleReason } from './problem';
import type { IsoInstant, LocalDate, TimeZoneName } from './time';

/** One bookable start, written in the viewer's zone with its numeric offset. */
export interface Slot {
  start: IsoInstant;
  /** Places left; only for event types with several seats. */
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
  /** The calendar's revision these slots were read at; pushes carry the later ones. */
  revision: number;
  /** Free starts by the viewer's local date; days without any are left out. */
  slots: Record<LocalDate, Slot[]>;
  /** Held starts that would be free otherwise, by local date; left out where there are none. */
  held?: Record<LocalDate, IsoInstant[]>;
}

export const MAX_SLOT_DAYS = 62;

/** One thing that keeps a start from being booked. */
export interface SlotObstacle {
  reason: ObstacleReason;
  /** The padded interval in the way; only with `slot_taken`, `slot_held` and `busy_elsewhere`. */
  blockedBy?: { start: IsoInstant; end: IsoInstant; bookingUids: string[] };
  /** Names of the connected calendars in the way; only with `busy_elsewhere`. */
  calendars?: string[];
}

/**
 * What lies in a stretch of a day. `hours` is open time; in `past`, `notice`, `window`, `limit` and `absence` nothing may
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
  /** With its buffers, within the day; only of `booking` and `hold`, where there are any. */
  padded?: { start: IsoInstant; end: IsoInstant };
  /** The event type's title, what the expert wrote on the block, or the connected calendar's name. */
  title?: string;
  /** Of the bookings there; only of `booking`. */
  bookingUids?: string[];
}

/** A local day of the expert as the engine sees it for one event type and duration. */
export interface ExplainedDay {
  date: LocalDate;
  start: IsoInstant;
  end: IsoInstant;
  /** By kind as in {@link DAY_BAND_KINDS}, then by time. */
  bands: DayBand[];
}

/** Why a time is not offered, for the expert; the most fundamental obstacle first. */
export interface SlotExplanation {
  start: IsoInstant;
  duration: number;
  bookable: boolean;
  obstacles: SlotObstacle[];
  /** The whole day on which the time lies, in the expert's zone. */
  day: ExplainedDay;
}
