import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ConnectedCalendar, ExternalEvent } from '@expertbook/contracts';
import { MAX_CALENDAR_DAYS } from '@expertbook/contracts';
import { formatInstant } from '@expertbook/scheduling';
import type { Model, Types } from 'mongoose';
import { trusted } from 'mongoose';
import type { SignedInExpert } from '../auth/current';
import { CalendarTransactions } from '../calendars/calendar-transactions';
import { DomainError, fieldError } from '../http/domain-error';
import { parseObjectId } from '../http/object-id';
import { omitUndefined } from '../http/omit-undefined';
import { EventTypeRecord } from '../offerings/event-type.schema';
import { BookingCalendars } from './booking-calendars.service';
import { ConnectedCalendarRecord } from './connected-calendar.schema';
import type { ExternalEventsQueryDto, UpdateConnectedCalendarDto } from './connection.dto';
import { toConnectedCalendar } from './connection.mapper';
import { CALENDARS_CHANGED, ExpertCalendars } from './expert-calendars';
import { ExternalEventRecord } from './external-event.schema';
import { ExternalEventsStore } from './external-events.store';
import { countedMonths } from './read-plan';

const DAY_MS = 86_400_000;
const MAX_EVENTS = 2000;

/** The expert's choices for connected calendars, and what was read of them. */
@Injectable()
export class ConnectedCalendarsService {
  constructor(
    @InjectModel(ConnectedCalendarRecord.name) private readonly calendars: Model<ConnectedCalendarRecord>,
    @InjectModel(ExternalEventRecord.name) private readonly events: Model<ExternalEventRecord>,
    @InjectModel(EventTypeRecord.name) private readonly eventTypes: Model<EventTypeRecord>,
    private readonly transactions: CalendarTransactions,
    private readonly expertCalendars: ExpertCalendars,
    private readonly store: ExternalEventsStore,
    private readonly bookingCalendars: BookingCalendars,
  ) {}

  /**
   * Changes what of a calendar counts, and whether it receives bookings. Open pages follow at once.
   * @throws DomainError `not_found`, `validation_failed` for event types that are not the expert's, `busy_try_again`
   */
  async update(
    expertId: Types.ObjectId,
    ids: { connectionId: Types.ObjectId; calendarId: Types.ObjectId },
    { writtenEntries = 'keep', ...request }: UpdateConnectedCalendarDto,
  ): Promise<ConnectedCalendar> {
    const mine = { _id: ids.calendarId, connectionId: ids.connectionId, expertId };
    const eventTypeIds = request.eventTypeIds && (await this.eventTypesOf(expertId, request.eventTypeIds));
    const changed = omitUndefined({ ...request, eventTypeIds });
    const updated = await this.transactions.run(expertId, CALENDARS_CHANGED, async (transaction) => {
      const { session } = transaction;
      const before = await this.calendars.findOne(mine).session(session).lean();
      if (!before) throw new DomainError('not_found');
      if (request.receivesBookings !== undefined) {
        await this.bookingCalendars.choose(before, request.receivesBookings, writtenEntries, transaction);
      }
      if (request.followsChanges && !(request.receivesBookings ?? before.receivesBookings)) {
        throw fieldError('validation_failed', 'followsChanges', 'This calendar does not receive bookings.');
      }
      const calendar = await this.calendars
        .findOneAndUpdate(mine, { $set: changed, $inc: { choices: 1 } }, { session, returnDocument: 'after' })
        .lean();
      if (!calendar) throw new DomainError('not_found');
      if (request.freeCounts !== undefined || request.tentativeCounts !== undefined) {
        const after = countedMonths(await this.store.stored(calendar._id), calendar);
        await this.store.writeMonths(calendar._id, await this.store.months(calendar._id), after, session);
      }
      await this.expertCalendars.update(expertId, session);
      return calendar;
    });
    this.bookingCalendars.wake();
    return toConnectedCalendar(updated, await this.bookingCalendars.entriesOf([updated._id]));
  }

  /**
   * Events that overlap a stretch, by start, of the calendars that count as busy and as they count. Times carry the expert's offset.
   * @throws DomainError `invalid_range`
   */
  async eventsBetween(
    { expertId, timeZone }: SignedInExpert,
    query: ExternalEventsQueryDto,
  ): Promise<ExternalEvent[]> {
    const [from, to] = [Date.parse(query.from), Date.parse(query.to)];
    if (to <= from) throw fieldError('invalid_range', 'to', 'The end must lie after the start.');
    if (to - from > MAX_CALENDAR_DAYS * DAY_MS) {
      throw fieldError('invalid_range', 'to', `Ask for at most ${MAX_CALENDAR_DAYS} days at once.`);
    }
    const calendars = await this.calendars.find({ expertId, countsAsBusy: true }).lean();
    if (calendars.length === 0) return [];
    const events = await this.events
      .find({
        $or: calendars.map(({ _id, freeCounts, tentativeCounts }) => ({
          calendarId: _id,
          ...(!freeCounts && { free: false }),
          ...(!tentativeCounts && { tentative: false }),
        })),
        start: trusted({ $lt: new Date(to) }),
        end: trusted({ $gt: new Date(from) }),
      })
      .sort({ start: 1, _id: 1 })
      .limit(MAX_EVENTS)
      .lean();
    return events.map(({ start, end, allDay, calendarId }) => ({
      start: formatInstant(timeZone, +start),
      end: formatInstant(timeZone, +end),
      allDay,
      calendarId: calendarId.toHexString(),
    }));
  }

  private async eventTypesOf(expertId: Types.ObjectId, ids: readonly string[]): Promise<Types.ObjectId[]> {
    const wanted = ids.map(parseObjectId);
    const known = await this.eventTypes.countDocuments({ expertId, _id: trusted({ $in: wanted }) });
    if (known !== wanted.length) {
      throw fieldError('validation_failed', 'eventTypeIds', 'Choose from your own event types.', 'is_id');
    }
    return wanted;
  }
}
