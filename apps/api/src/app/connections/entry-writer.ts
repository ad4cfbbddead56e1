import type { CalendarLocation } from './calendar-location';
import type { CalendarEvent } from '../calendar-file/calendar-event';

/**
 * The writing half of an adapter. An entry's name at the provider follows from its uid alone (the path at CalDAV, the event id at
 * Google, the transaction id at Microsoft), so that a repetition makes no second entry. Each change names the version that it changes, and
 * a provider that has another one refuses it.
 */
export interface EntryWriter<Access extends object> {
  /**
   * The entry as it is at the provider.
   * @returns null where the provider says that this one entry does not exist
   * @throws ProviderError
   */
  find(target: EntryTarget<Access>): Promise<StoredEntry | null>;

  /** Whether the calendar itself is there and can be read. @throws ProviderError */
  isCalendarThere(target: EntryTarget<Access>): Promise<boolean>;

  /** The uid of the entry that a resource of a read may be (`ResourceTimes.resource`); null for what is none. */
  uidOf(resource: string): string | null;

  /** Whether an entry says what the event does, in whatever order and form the provider keeps it. */
  says(entry: StoredEntry, event: CalendarEvent): boolean;

  /**
   * Makes an entry, or changes one.
   * @param over what is there, null for a new entry. Of a changed one only what the booking decides is replaced
   * @throws ProviderError
   */
  put(target: EntryTarget<Access>, event: CalendarEvent, over: EntryOver | null): Promise<PutOutcome>;

  /**
   * Removes an entry. One that does not exist counts as removed.
   * @throws ProviderError
   */
  remove(target: EntryTarget<Access>, version: string): Promise<'removed' | 'conflict'>;
}

/** One entry in one calendar. */
export interface EntryTarget<Access extends object> {
  access: Access;
  calendar: CalendarLocation;
  /** Of the entry, safe in paths; the same over all changes of its booking. */
  uid: string;
  /** IANA name of the expert's zone, for floating times. */
  expertZone: string;
  timeoutMs: number;
}

/** An entry at the provider. */
export interface StoredEntry {
  /** Changes with each change of the entry (an ETag). */
  version: string;
  /** Epoch milliseconds; null where it takes no time, for instance because it is cancelled there. */
  times: { start: number; end: number } | null;
  /** In the provider's own form, for {@link EntryWriter.put}. */
  body: string;
}

/** What a write replaces: an entry that only we have written, by its version; or one that the expert has changed, with its content. */
export type EntryOver =
  | { kind: 'ours'; version: string }
  | {
      kind: 'changed';
      entry: StoredEntry;
      /** Whether the times stay those of the entry. */ keepsTimes: boolean;
    };

/**
 * `conflict`: the provider has another version, or one where there should be none. `elsewhere`: the calendar has an entry of the same
 * uid under another name, for instance from a mail.
 */
export type PutOutcome = { kind: 'written'; version: string } | { kind: 'conflict' } | { kind: 'elsewhere' };
