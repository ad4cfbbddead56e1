import type { Types } from 'mongoose';
import type { BusyClaim } from './booking.schema';

/** Everything that takes time of an expert's calendar in a range. */
export interface CalendarTimes {
  /** Live claims, expired holds included. */
  readonly claims: readonly BusyClaim[];
  readonly external: readonly ExternalBlocks[];
}

/** Merged busy time of a connected calendar, for example of a month. */
export interface ExternalBlocks {
  readonly calendarId: Types.ObjectId;
  /** Start and end of each block in minutes since the epoch, half-open, ascending. */
  readonly minutes: Uint32Array;
}

/** Where no calendar is connected; the same list each time. */
export const NO_EXTERNAL: readonly ExternalBlocks[] = Object.freeze([]);
