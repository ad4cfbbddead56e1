import type { Model } from 'mongoose';
import { createHash } from 'node:crypto';
import type { CalendarEvent } from '../calendar-file/calendar-event';
import { calendarResource } from '../calendar-file/calendar-event';
import { entryIdOf } from '../bookings/entry-uid';
import type { BookingEntryRecord } from '../connections/booking-entry.schema';
import type { EntryPayload } from '../bookings/entry-rows';
import type { EntryOver, EntryTarget, EntryWriter, StoredEntry } from '../connections/entry-writer';
import { Deferred } from '../outbox/delivery-errors';

/** What an entry says, as a hash: an entry of the same hash need not be written again. */
export function contentHash(event: CalendarEvent): string {
  return createHash('sha256').update(calendarResource(event)).digest('base64url');
}

type Noted = Pick<BookingEntryRecord, 'version' | 'isMissing' | 'isChanged'>;

/** One entry at its provider, and what is noted of it. */
export class EntrySync {
  constructor(
    private readonly entries: Model<BookingEntryRecord>,
    private readonly writer: EntryWriter<object>,
    private readonly target: EntryTarget<object>,
    private readonly ids: EntryPayload,
  ) {}

  /**
   * Makes the entry, or changes it. Noted before its first request: an entry that exists is known, whenever the process ends.
   * @throws ProviderError, NotAllowedError; Deferred where it changes at the same moment
   */
  async present(wanted: CalendarEvent, noted: BookingEntryRecord | null): Promise<void> {
    if (!noted) await this.begin(wanted);
    const isSameTime = noted !== null && isAt(wanted, noted);
    if (noted?.isMissing && isSameTime) return this.note(wanted, { isMissing: true });
    const version = noted?.isMissing ? null : (noted?.version ?? null);
    const known: EntryOver | null = version === null ? null : { kind: 'ours', version };
    if (!noted?.isChanged && (await this.put(wanted, known))) return;
    const found = await this.writer.find(this.target);
    const wasWritten = version !== null;
    if (found) {
      // What a killed process wrote, or another one did a moment ago.
      if (this.writer.says(found, wanted)) return this.note(wanted, { version: found.version });
      const keepsTimes = wasWritten && isSameTime && !isAt(wanted, found.times);
      if (await this.put(wanted, { kind: 'changed', entry: found, keepsTimes })) return;
    } else if (wasWritten && isSameTime) {
      // The expert deleted it, and the booking has the same time: it is not put back.
      return this.note(wanted, { isMissing: true });
    } else if (await this.put(wanted, null)) return;
    throw new Deferred('conflict');
  }

  /** Gives an entry that was moved in the calendar its booking's time again. @throws as {@link present} */
  async putBack(wanted: CalendarEvent, entry: StoredEntry): Promise<void> {
    if (!(await this.put(wanted, { kind: 'changed', entry, keepsTimes: false })))
      throw new Deferred('conflict');
  }

  /** Removes the entry, whatever the expert changed in it. @throws as {@link present} */
  async absent({ version, isMissing }: BookingEntryRecord): Promise<void> {
    if (!isMissing && (version === null || (await this.writer.remove(this.target, version)) === 'conflict')) {
      const found = await this.writer.find(this.target);
      if (found && (await this.writer.remove(this.target, found.version)) === 'conflict') {
        throw new Deferred('conflict');
      }
    }
    await this.entries.deleteOne({ _id: this.id });
  }

  private get id(): string {
    return entryIdOf(this.ids.calendarId, this.ids.uid);
  }

  private async put(wanted: CalendarEvent, over: EntryOver | null): Promise<boolean> {
    const outcome = await this.writer.put(this.target, wanted, over);
    if (outcome.kind === 'conflict') return false;
    const isElsewhere = outcome.kind === 'elsewhere';
    const isChanged = over?.kind === 'changed';
    await this.note(wanted, isElsewhere ? { isMissing: true } : { version: outcome.version, isChanged });
    return true;
  }

  private async begin({ start, end }: CalendarEvent): Promise<void> {
    const { expertId, calendarId, uid, bookingUid } = this.ids;
    await this.entries.updateOne(
      { _id: this.id },
      { $setOnInsert: { expertId, calendarId, uid, bookingUid, start, end, version: null, content: null } },
      { upsert: true },
    );
  }

  private async note(
    wanted: CalendarEvent,
    { version = null, isMissing = false, isChanged = false }: Partial<Noted>,
  ): Promise<void> {
    const { start, end } = wanted;
    const { bookingUid } = this.ids;
    await this.entries.updateOne(
      { _id: this.id },
      {
        start,
        end,
        version,
        isMissing,
        isChanged,
        content: contentHash(wanted),
        ...(bookingUid && { bookingUid }),
      },
    );
  }
}

/** Whether an event has the times of an entry. */
export function isAt(
  { start, end }: Pick<CalendarEvent, 'start' | 'end'>,
  other: StoredEntry['times'] | Pick<BookingEntryRecord, 'start' | 'end'>,
): boolean {
  return other !== null && Number(other.start) === start.getTime() && Number(other.end) === end.getTime();
}
