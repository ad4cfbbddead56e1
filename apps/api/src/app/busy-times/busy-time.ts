/** An interval that an event of a calendar takes, `[start, end)`. */
export interface BusyTime {
  /** The event's `UID`: the same for all occurrences of a series. */
  uid: string;
  /** Epoch milliseconds. */
  start: number;
  /** Epoch milliseconds, after `start`. */
  end: number;
  allDay: boolean;
  /** Whether the event blocks time (RFC 5545, `TRANSP`). */
  transparency: 'opaque' | 'transparent';
  status: 'confirmed' | 'tentative';
}

/** A part that could not be read, as a stable code. Texts of events are not repeated. */
export interface BusyTimesProblem {
  code:
    | 'no_calendar'
    | 'too_large'
    | 'too_many_events'
    | 'too_many_occurrences'
    | 'unknown_time_zone'
    | 'unreadable_event'
    | 'unreadable_rule';
  /** Of the event, where it is known. */
  uid: string | null;
}

export interface BusyTimes {
  /** By start, then end; overlapping ones are not merged. */
  busy: BusyTime[];
  problems: BusyTimesProblem[];
}

export interface BusyTimesOptions {
  /** Epoch milliseconds: only events that overlap `[from, to)` are returned. */
  from: number;
  to: number;
  /** IANA name of the expert's zone, for floating times and unknown zones. */
  expertZone: string;
  /** IANA name of the calendar's zone, for its days; without it the file's own (`X-WR-TIMEZONE`) or the expert's. */
  calendarZone?: string;
  /** Includes transparent events. */
  transparent?: boolean;
  /** Excludes tentative events. */
  withoutTentative?: boolean;
  /** Addresses of the expert, lower case: events that one of them has declined are left out. */
  addresses?: readonly string[];
  /** Events that this installation has written: they are left out. */
  ownUids?: ReadonlySet<string>;
  limits?: Partial<BusyTimesLimits>;
}

export interface BusyTimesLimits {
  /** UTF-16 code units of all files together. */
  characters: number;
  events: number;
  /** Occurrences within the window, of all events together. */
  occurrences: number;
  /** Steps of rules, of all events together: bounds the time for impossible rules. */
  steps: number;
}

export const BUSY_TIMES_LIMITS: BusyTimesLimits = {
  characters: 30_000_000,
  events: 20_000,
  occurrences: 100_000,
  steps: 300_000,
};
