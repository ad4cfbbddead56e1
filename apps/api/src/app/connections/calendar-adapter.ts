import type { SyncFailure } from '@expertbook/contracts';
import type { BusyTime } from '../busy-times/busy-time';
import type { CalendarLocation } from './calendar-location';
import type { EntryWriter } from './entry-writer';

/**
 * One kind of provider, as the rest of the capability sees it. Adapters hold no state and touch no database: they translate between
 * a provider's protocol and busy times. Every address goes through `EgressClient`.
 *
 * @typeParam Access what the adapter needs to sign in; a plain object, stored encrypted as JSON
 */
export interface CalendarAdapter<Access extends object> {
  /**
   * Signs in and lists the account's calendars.
   * @returns the access to store, which may differ from the one given (a discovered address)
   * @throws ProviderError
   */
  open(access: Access): Promise<OpenedAccount<Access>>;

  /**
   * Reads what changed in a calendar since `cursor`, or all of it.
   * @throws ProviderError
   */
  read(access: Access, calendar: CalendarLocation, request: ReadRequest): Promise<CalendarRead>;

  /** Null where calendars are only read. */
  readonly entries: EntryWriter<Access> | null;
}

export interface OpenedAccount<Access extends object> {
  access: Access;
  /** What people call the account, as a user name; null where there is none. */
  account: string | null;
  calendars: ListedCalendar[];
}

export interface ListedCalendar extends CalendarLocation {
  name: string;
  /** `#rrggbb`; null where the provider does not say. */
  color: string | null;
  /** Whether the account may change it. */
  isWritable: boolean;
}

export interface ReadRequest {
  /** Epoch milliseconds: busy times that overlap `[from, to)` are wanted. */
  from: number;
  to: number;
  /** IANA name of the expert's zone, for floating times. */
  expertZone: string;
  /** Addresses of the expert, lower case: events that one of them declined are left out. */
  addresses: readonly string[];
  /** From the last read; null reads everything. */
  cursor: string | null;
  /** Ends the read, for a caller with a deadline. */
  timeoutMs: number;
}

/** What a read gave. With `all`, whatever it does not name is gone. */
export type CalendarRead =
  | { kind: 'unchanged'; cursor: string | null }
  | { kind: 'all'; cursor: string | null; resources: ResourceTimes[] }
  | { kind: 'changes'; cursor: string | null; resources: ResourceTimes[]; removed: string[] };

/**
 * The times of one event, a series with its changed occurrences, or a whole file: what a provider changes at once. Transparent and
 * tentative times are included; the expert's choices decide about them later.
 */
export interface ResourceTimes {
  /** Stable at the provider, the same at each read. Not shown to people. */
  resource: string;
  times: BusyTime[];
}

/** Why a provider could not be read or written to. Holds no address, user name or response text. */
export class ProviderError extends Error {
  /**
   * @param retryAfterMs how long the provider asks to be left alone, milliseconds
   */
  constructor(
    readonly failure: SyncFailure,
    readonly retryAfterMs: number | null = null,
  ) {
    super(failure);
    this.name = 'ProviderError';
  }
}

/** The account may read the calendar and not change it. */
export class NotAllowedError extends Error {
  constructor() {
    super('not_allowed');
    this.name = 'NotAllowedError';
  }
}
