import type { ClientSession } from 'mongoose';
import type { Writes } from '../database/writes';

/** One attempt of a transaction that holds the expert's calendar. */
export interface CalendarTransaction extends Writes {
  /** To read and write in. Work that takes it has the transaction alone; work that only writes may share one (ADR 9). */
  readonly session: ClientSession;
  /** The calendar's revision once this transaction commits. */
  readonly revision: number;
}
