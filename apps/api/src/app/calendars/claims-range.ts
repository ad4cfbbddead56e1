import type { Types } from 'mongoose';

/** Which time is read for a decision. */
export interface ClaimsRange {
  /** Epoch milliseconds, half-open. */
  from: number;
  to: number;
  /** Connected calendars whose busy time is wanted as well. */
  calendarIds?: readonly Types.ObjectId[];
}
