import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { WriteFailure } from '@expertbook/contracts';
import type { Model } from 'mongoose';
import { entryIdOf } from '../bookings/entry-uid';
import { BookingEntryRecord } from '../connections/booking-entry.schema';
import { NotAllowedError, ProviderError } from '../connections/calendar-adapter';
import { ConnectedCalendarRecord } from '../connections/connected-calendar.schema';
import type { EntryPayload } from '../bookings/entry-rows';
import { ENTRY_TOPIC } from '../bookings/entry-rows';
import { logEvent } from '../observability/log-event';
import { Deferred, Unreachable } from '../outbox/delivery-errors';
import { Outbox } from '../outbox/outbox';
import { OutboxHandlers } from '../outbox/outbox-handlers';
import { DecryptError } from '../secrets/encryption';
import { AccountBreakers } from './account-breakers';
import { contentHash, EntrySync } from './entry-sync';
import { EntryTargets } from './entry-targets.service';
import { WantedEntries } from './wanted-entries.service';

/** Entries written at once by a process. */
const CONCURRENCY = 8;
/** Time does not help with these: what is missing is written when the expert has signed in again, or asks for it. */
const NEEDS_EXPERT: readonly WriteFailure[] = ['sign_in_again', 'not_found', 'not_allowed', 'not_a_calendar'];

/**
 * Makes an entry in a connected calendar what its booking is at this moment: present, changed or absent. Rows of one entry are
 * handled one at a time over all processes; a repetition changes nothing.
 */
@Injectable()
export class EntryReconciler implements OnModuleInit {
  private readonly breakers = new AccountBreakers();

  constructor(
    @InjectModel(BookingEntryRecord.name) private readonly entries: Model<BookingEntryRecord>,
    @InjectModel(ConnectedCalendarRecord.name) private readonly calendars: Model<ConnectedCalendarRecord>,
    private readonly targets: EntryTargets,
    private readonly wanted: WantedEntries,
    private readonly outbox: Outbox,
    private readonly handlers: OutboxHandlers,
  ) {}

  onModuleInit(): void {
    this.handlers.limit('calendar', CONCURRENCY);
    this.handlers.register(ENTRY_TOPIC, ({ payload }) => this.reconcile(payload as unknown as EntryPayload));
  }

  /** @throws Unreachable, Deferred */
  private async reconcile(payload: EntryPayload): Promise<void> {
    const { calendarId, uid } = payload;
    const calendar = await this.calendars.findById(calendarId).read('primary').lean();
    if (!calendar || NEEDS_EXPERT.some((one) => one === calendar.writeFailure)) return;
    const entry = await this.entries.findById(entryIdOf(calendarId, uid)).read('primary').lean();
    const wanted = calendar.receivesBookings ? await this.wanted.find(payload) : null;
    if (!entry && !wanted) return;
    if (wanted && entry && entry.content === contentHash(wanted)) return;
    const account = calendar.connectionId.toHexString();
    if (!this.breakers.admits(account, Date.now())) throw new Unreachable('not_reachable', false, true);
    try {
      const found = await this.targets.find(calendar, uid);
      if (!found) return;
      const sync = new EntrySync(this.entries, found.writer, found.target, payload);
      if (wanted) await sync.present(wanted, entry);
      else if (entry) await sync.absent(entry);
    } catch (error) {
      await this.fail(calendar, error);
      return;
    }
    await this.calendars.updateOne(
      { _id: calendarId },
      { $set: { lastWrittenAt: new Date() }, $unset: { writeFailure: 1 } },
    );
    if (this.breakers.answered(account)) {
      await this.outbox.expedite(ENTRY_TOPIC, `${ENTRY_TOPIC}:${entryIdOf(calendarId, '')}`);
    }
  }

  private async fail(
    { _id, expertId, connectionId, writeFailure }: ConnectedCalendarRecord,
    error: unknown,
  ): Promise<void> {
    const account = connectionId.toHexString();
    const failure = failureOf(error);
    if (!failure) {
      this.breakers.undecided(account);
      throw error;
    }
    await this.calendars.updateOne({ _id }, { writeFailure: failure });
    if (writeFailure !== failure) logEvent('calendar.write_failed', { accountId: expertId, reason: failure });
    if (failure !== 'not_reachable' && failure !== 'rate_limited') {
      this.breakers.answered(account);
      if (NEEDS_EXPERT.includes(failure)) return;
      throw new Deferred(failure);
    }
    const retryAfterMs = error instanceof ProviderError ? error.retryAfterMs : null;
    this.breakers.failed(account, Date.now(), retryAfterMs);
    throw new Unreachable(failure, false, true);
  }
}

/** Null for errors of our own, which the outbox repeats. */
function failureOf(error: unknown): WriteFailure | null {
  if (error instanceof ProviderError) return error.failure;
  if (error instanceof NotAllowedError) return 'not_allowed';
  return error instanceof DecryptError ? 'sign_in_again' : null;
}
