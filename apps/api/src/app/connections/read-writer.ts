import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Block } from '../calendars/busy-blocks';
import { monthOf } from '../calendars/busy-blocks';
import { CalendarTransactions } from '../calendars/calendar-transactions';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import type { CalendarRead } from './calendar-adapter';
import { ConnectedCalendarRecord } from './connected-calendar.schema';
import { ConnectionSecrets } from './connection-secrets';
import { CALENDARS_CHANGED, ExpertCalendars } from './expert-calendars';
import { ExternalEventsStore } from './external-events.store';
import type { EventTimes } from './read-plan';
import { countedMonths, eventChanges, externalChange, resourceKey, toEvents } from './read-plan';
import { nextReadAt } from './sync-times';

type Months = Map<number, Block[]>;
/** Blocks of some months, as stored and as they shall be. */
interface MonthsChange {
  before: Months;
  after: Months;
}

/**
 * Takes over what was read of a calendar. Events are written first and without a transaction; what decides about free times, the
 * blocks by month, is written with the cursor and the calendar's revision in one. After an interruption between the two the same
 * changes are read again.
 */
@Injectable()
export class ReadWriter {
  constructor(
    @InjectModel(ConnectedCalendarRecord.name) private readonly calendars: Model<ConnectedCalendarRecord>,
    private readonly transactions: CalendarTransactions,
    private readonly events: ExternalEventsStore,
    private readonly expertCalendars: ExpertCalendars,
    private readonly secrets: ConnectionSecrets,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /**
   * @param token of this process's right to read the calendar
   * @param readZone the expert's zone at the time of the read
   * @returns false where another process has taken over, or the calendar is gone
   * @throws DomainError `busy_try_again`
   */
  async write(
    calendar: ConnectedCalendarRecord,
    token: string,
    read: CalendarRead,
    readZone: string,
  ): Promise<boolean> {
    const { _id, expertId } = calendar;
    const now = new Date();
    const state = {
      lastReadAt: now,
      dueAt: nextReadAt(+now, this.environment),
      failure: null,
      failures: 0,
      isStale: false,
      claim: null,
      cursor: read.cursor === null ? null : this.secrets.encrypt('cursor', _id, read.cursor),
      readZone,
      fullReadAt: read.kind === 'all' ? now : calendar.fullReadAt,
    };
    const mine = { _id, 'claim.token': token };
    const months = read.kind === 'unchanged' ? null : await this.changedMonths(calendar, read);
    const change = months && externalChange(months.before, months.after, !calendar.eventTypeIds, +now);
    if (!change && !calendar.isStale && !hasChanged(months)) {
      const { matchedCount } = await this.calendars.updateOne(mine, state);
      return matchedCount === 1;
    }
    const noted = calendar.isStale || !change ? CALENDARS_CHANGED : change;
    return this.transactions
      .run(expertId, noted, async ({ session }) => {
        // The expert's choices decide what counts: where they have changed since, the next read decides again.
        const { matchedCount } = await this.calendars.updateOne(
          { ...mine, choices: calendar.choices },
          state,
          { session },
        );
        if (matchedCount === 0) throw new OvertakenError();
        if (months) await this.events.writeMonths(_id, months.before, months.after, session);
        if (calendar.isStale) await this.expertCalendars.update(expertId, session);
        return true;
      })
      .catch(async (error: unknown) => {
        if (!(error instanceof OvertakenError)) throw error;
        await this.calendars.updateOne(mine, { claim: null, dueAt: now });
        return false;
      });
  }

  private async changedMonths(
    calendar: ConnectedCalendarRecord,
    read: Exclude<CalendarRead, { kind: 'unchanged' }>,
  ): Promise<MonthsChange> {
    const { _id } = calendar;
    const wanted = toEvents(_id, read.resources);
    if (read.kind === 'all') {
      const { inserted, removed } = eventChanges(await this.events.stored(_id), wanted);
      await this.events.write(inserted, removed);
      return { before: await this.events.months(_id), after: countedMonths(wanted, calendar) };
    }
    const named = [...read.resources.map(({ resource }) => resource), ...read.removed].map(resourceKey);
    const stored = await this.events.stored(_id, named);
    const { inserted, removed } = eventChanges(stored, wanted);
    const months = monthsOf([...stored, ...wanted]);
    // After an interruption between events and blocks everything is read, so that no month keeps what was taken out.
    if (inserted.length + removed.length > 0) await this.calendars.updateOne({ _id }, { fullReadAt: null });
    await this.events.write(inserted, removed);
    const events = await this.events.inMonths(_id, months);
    const isNamed = (month: number) => months.includes(month);
    return {
      before: await this.events.months(_id, months),
      after: new Map([...countedMonths(events, calendar)].filter(([month]) => isNamed(month))),
    };
  }
}

/** Another process reads the calendar, or its choices have changed. Leaves the transaction. */
class OvertakenError extends Error {}

/** All months that events lie in. */
function monthsOf(events: readonly EventTimes[]): number[] {
  const months = new Set<number>();
  for (const { start, end } of events) {
    for (let month = monthOf(+start); month <= monthOf(+end - 1); month++) months.add(month);
  }
  return [...months];
}

function hasChanged(months: MonthsChange | null): boolean {
  if (!months) return false;
  const text = (all: Months) => JSON.stringify([...all].sort(([a], [b]) => a - b));
  return text(months.before) !== text(months.after);
}
