import type { IsoInstant, TimeZoneName } from './time';

/** Where an expert's other calendars live. `ics` is the address of a calendar file, which is only read. */
export const CALENDAR_PROVIDERS = ['ics', 'caldav'] as const;
export type CalendarProvider = (typeof CALENDAR_PROVIDERS)[number];

/** Why a calendar could not be read the last time. */
export const SYNC_FAILURES = [
  /** The address did not respond in time, or may not be reached from this server. */
  'not_reachable',
  /** The provider refuses the password or the token: the expert has to sign in again. */
  'sign_in_again',
  /** The provider has no such calendar any more. */
  'not_found',
  /** What the address responds with is no calendar. */
  'not_a_calendar',
  /** More than is read: in bytes, events or occurrences. */
  'too_large',
  /** The provider asks for fewer requests. */
  'rate_limited',
  /** The provider's response could not be understood. */
  'provider_error',
] as const;
export type SyncFailure = (typeof SYNC_FAILURES)[number];

/** Why bookings could not be written into a calendar the last time; the words of reading, and one more. */
export const WRITE_FAILURES = [
  ...SYNC_FAILURES,
  /** The account may read the calendar and not change it. */
  'not_allowed',
] as const;
export type WriteFailure = (typeof WRITE_FAILURES)[number];

/** What happens to entries of bookings in a calendar that no longer receives them. */
export const WRITTEN_ENTRIES_CHOICES = ['keep', 'remove'] as const;
export type WrittenEntriesChoice = (typeof WRITTEN_ENTRIES_CHOICES)[number];

/** What happens to a calendar's time while it cannot be read: nothing is offered, or what was read last counts. */
export const STALE_CHOICES = ['closed', 'open'] as const;
export type StaleChoice = (typeof STALE_CHOICES)[number];

/** The expert's choices for one calendar. */
export interface ConnectedCalendarSettings {
  /** Whether its events take the expert's time. */
  countsAsBusy: boolean;
  /** Event types that its events close; null = all of them. */
  eventTypeIds: string[] | null;
  /** Whether tentative events count. */
  tentativeCounts: boolean;
  /** Whether events that are marked as free count. */
  freeCounts: boolean;
  whenStale: StaleChoice;
  /** Whether confirmed bookings are written into it; at most one calendar of an expert does. */
  receivesBookings: boolean;
  /** Whether a booking follows its entry: deleted there, it is cancelled; moved there, it is rescheduled. */
  followsChanges: boolean;
}

/** One calendar of a connected account. */
export interface ConnectedCalendar extends ConnectedCalendarSettings {
  id: string;
  name: string;
  /** As the provider shows it, `#rrggbb`. */
  color: string | null;
  /** Of its days; null = the expert's zone. */
  timeZone: TimeZoneName | null;
  /** Whether it could not be read for so long that `whenStale` applies. */
  isStale: boolean;
  /** When it was last read without a failure. */
  lastReadAt: IsoInstant | null;
  /** Why the last attempt failed; null = it did not. */
  failure: SyncFailure | null;
  /** Whether it can receive bookings: not where it is only read. */
  canReceiveBookings: boolean;
  /** The state of writing bookings into it; null where it never received any. */
  writes: BookingWrites | null;
}

/** How writing bookings into a calendar goes. */
export interface BookingWrites {
  /** Entries of bookings in it. */
  entries: number;
  lastWrittenAt: IsoInstant | null;
  /** Why the last write failed; null = it did not. What is missing is written once it works again. */
  failure: WriteFailure | null;
}

/** An account or address with calendars. Addresses and passwords are never in a response. */
export interface Connection {
  id: string;
  provider: CalendarProvider;
  /** What the expert called it; the host at first. */
  name: string;
  /** The account at the provider; null for addresses without one. */
  account: string | null;
  createdAt: IsoInstant;
  calendars: ConnectedCalendar[];
}

/** Connects the address of a calendar file, such as the "secret address" of a web calendar. */
export interface ConnectIcsRequest {
  /** `https:` or `webcal:`. */
  address: string;
  name?: string;
}

/** Connects a CalDAV account. */
export interface ConnectCalDavRequest {
  /** The server, or the email address that it is found by (RFC 6764). */
  address: string;
  username: string;
  /** Best one that was made for this application alone. */
  password: string;
  name?: string;
}

export interface UpdateConnectionRequest {
  name?: string;
  /** A new password for the same account, after `sign_in_again`. */
  password?: string;
}

export interface UpdateConnectedCalendarRequest extends Partial<ConnectedCalendarSettings> {
  /** For entries in the calendar that received bookings so far; `keep` when left out. */
  writtenEntries?: WrittenEntriesChoice;
}

/** Time that an event of a connected calendar takes, as it was read. Titles are not kept. */
export interface ExternalEvent {
  start: IsoInstant;
  end: IsoInstant;
  allDay: boolean;
  /** Of the connected calendar. */
  calendarId: string;
}

/** At most so many accounts an expert, and calendars an account. */
export const MAX_CONNECTIONS = 20;
export const MAX_CALENDARS_PER_CONNECTION = 50;
