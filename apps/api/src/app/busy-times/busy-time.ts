/** A stretch of time that an event of some calendar takes, `[start, end)`. */
export interface BusyTime {
  /** The event's `UID`: the same for all occurrences of a series. */
  uid: string;
  /** Epoch milliseconds. */
  start: number;
  /** Epoch milliseconds, after `start`. */
  end: number;
  allDay: boolean;
  /** Whether the event says that it takes time (RFC 5545, `TRANSP`). */
  transparency: 'opaque' | 'transparent';
  status: 'confirmed' | 'tentative';
}

/** What could not be read, by a stable word. Texts of events are not repeated. */
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
  /** By start, then end; what overlaps is not merged. */
  busy: BusyTime[];
  problems: BusyTimesProblem[];
}

export interface BusyTimesOptions {
  /** Epoch milliseconds: only what overlaps `[from, to)` is given. */
  from: number;
  to: number;
  /** IANA name of the expert's zone: what floating times and unknown zones are read in. */
  expertZone: string;
  /** IANA name of the calendar's zone, for its days; the file's own (`X-WR-TIMEZONE`) or the expert's when left out. */
  calendarZone?: string;
  /** Give transparent events as well. */
  transparent?: boolean;
  /** Leave tentative events out. */
  withoutTentative?: boolean;
  /** Addresses of the expert, lower case: events that one of them has declined are left out. */
  addresses?: readonly string[];
  /** Events that are bookings written out by us: they are left out. */
  ownUids?: ReadonlySet<string>;
  limits?: Partial<BusyTimesLimits>;
}

export interface BusyTimesLimits {
  /** UTF-16 code units of all files together. */
  characters: number;
  events: number;
  /** Occurrences within the window, of all events together. */
  occurrences: number;
  /** Steps of a rule, of all events together: what bounds the time that senseless rules take. */
  steps: number;
}

export const BUSY_TIMES_LIMITS: BusyTimesLimits = {
  characters: 30_000_000,
  events: 20_000,
  occurrences: 100_000,
  steps: 300_000,
};
