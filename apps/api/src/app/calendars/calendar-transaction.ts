import type { ClientSession, Types } from 'mongoose';
import type { Writes } from '../database/writes';
import type { CalendarChange } from './calendar.schema';

/** The writes of one attempt to change a calendar. */
export interface CalendarWrites extends Writes {
  /** The calendar's revision once they are committed. */
  readonly revision: number;
}

/** One attempt of a transaction that holds the expert's calendar, and no other calendar. */
export interface CalendarTransaction extends CalendarWrites {
  /** To read and write in. */
  readonly session: ClientSession;
}

/** Writes that were decided at a known revision of one calendar, outside of any transaction (ADR 9). */
export interface DecidedWrites<T> {
  expertId: Types.ObjectId;
  /** The revision they were decided at. */
  revision: number;
  change: () => CalendarChange | Promise<CalendarChange>;
  /** Names the writes. Reads nothing in the transaction, which may be shared with other calendars; may run several times. */
  declare: (writes: CalendarWrites) => Promise<T>;
  /** Decides again where the calendar has another revision by now, in a transaction of its own and before `declare`. */
  reevaluate: (transaction: CalendarTransaction) => Promise<void>;
}
