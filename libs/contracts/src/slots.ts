import type { UnbookableReason } from './problem';
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
  /** Starts on which somebody has a hold, and which would be free without it, by local date; left out where there are none. */
  held?: Record<LocalDate, IsoInstant[]>;
}

export const MAX_SLOT_DAYS = 62;

/** One thing that keeps a start from being booked. */
export interface SlotObstacle {
  reason: UnbookableReason;
  /** The padded interval in the way; only with `slot_taken` and `slot_held`. */
  blockedBy?: { start: IsoInstant; end: IsoInstant; bookingUids: string[] };
}

/** Why a time is not offered, for the expert; the most fundamental obstacle first. */
export interface SlotExplanation {
  start: IsoInstant;
  duration: number;
  bookable: boolean;
  obstacles: SlotObstacle[];
}
