import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { CancelledDay } from '@expertbook/contracts';
import { LIVE_STATUSES, MAX_ABSENCE_REASON_LENGTH } from '@expertbook/contracts';
import { addDays, toInstant } from '@expertbook/scheduling';
import type { ClientSession, Model } from 'mongoose';
import { trusted } from 'mongoose';
import type { SignedInExpert } from '../auth/current';
import type { CalendarChange } from '../calendars/calendar.schema';
import type { CalendarTransaction } from '../calendars/calendar-transaction';
import { CalendarTransactions } from '../calendars/calendar-transactions';
import { bookingsChanged } from '../claims/claim-changes';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { entryRows } from './entry-rows';
import { UNKNOWN_EVENT_TYPE } from '../event-types/event-type.mapper';
import { EventTypesService } from '../event-types/event-types.service';
import { Expert } from '../offerings/expert.schema';
import { DomainError } from '../http/domain-error';
import type { Remember } from '../idempotency/idempotency.service';
import { IdempotencyService } from '../idempotency/idempotency.service';
import { BookingMails } from '../mail/booking-mails';
import { Recipients } from '../recipients/recipients.service';
import { Outbox } from '../outbox/outbox';
import { ScheduleRecord } from '../offerings/schedule.schema';
import { randomToken } from '../tokens/random-token';
import { BookingAccess } from './booking-access';
import { withStatus } from './attendee';
import { withAttendee } from './booking';
import { toBookingMailInput } from './booking-mail-input.mapper';
import { withMailToken } from './booking-tokens';
import type { CancelDayDto } from './booking.dto';
import type { SeenBooking } from './booking.mapper';
import { toBooking } from './booking.mapper';
import { saveBooking } from './booking-update';
import { BookingRecord } from '../calendars/booking.schema';

/** How often the day may change during the transaction before it is given up. */
const MAX_TRIES = 5;
const LAST_DATE = '9998-12-31';

interface Day {
  expert: SignedInExpert;
  /** UTC. */
  from: Date;
  to: Date;
  request: CancelDayDto;
}

type EventTypesById = Awaited<ReturnType<EventTypesService['bookedOf']>>;

/** Read before the transaction. */
interface DayData {
  /** Verified addresses. */
  proven: ReadonlySet<string>;
  eventTypes: EventTypesById;
}

/** Cancels all bookings of an expert's day, or none. */
@Injectable()
export class CancelDayService {
  constructor(
    @InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>,
    @InjectModel(Expert.name) private readonly experts: Model<Expert>,
    @InjectModel(ScheduleRecord.name) private readonly schedules: Model<ScheduleRecord>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly access: BookingAccess,
    private readonly calendars: CalendarTransactions,
    private readonly outbox: Outbox,
    private readonly mails: BookingMails,
    private readonly recipients: Recipients,
    private readonly idempotency: IdempotencyService,
    private readonly eventTypes: EventTypesService,
  ) {}

  /**
   * Cancels what begins on a local date of the expert's zone and has not begun, in one transaction with the mails.
   * With `closeDay` the same transaction closes the date in every schedule (in the zone of each).
   * @throws DomainError `busy_try_again`, and for the key as for bookings
   */
  cancel(expert: SignedInExpert, request: CancelDayDto, key: string | undefined): Promise<CancelledDay> {
    const route = `POST /bookings/cancel-day ${String(expert.expertId)}`;
    return this.idempotency.once(route, key, request, async (remember) => {
      const { date } = request;
      if (date > LAST_DATE) throw new DomainError('validation_failed');
      const from = new Date(toInstant(expert.timeZone, date, 0));
      const to = new Date(toInstant(expert.timeZone, addDays(date, 1), 0));
      const day: Day = { expert, from, to, request };
      // An empty day changes nothing; with a key, the response has to be stored in a transaction.
      if (key === undefined && !request.closeDay && (await this.found(day, null)).length === 0) {
        return { cancelled: [] };
      }
      for (let attempt = 1; attempt <= MAX_TRIES; attempt++) {
        const answer = await this.attempt(day, remember);
        if (!answer) continue;
        this.outbox.wake();
        return answer;
      }
      throw new DomainError('busy_try_again', { retryAfter: 1 });
    });
  }

  /** Null when the bookings in the transaction differ from those of the declared change, which is made before it. */
  private async attempt(day: Day, remember: Remember<CancelledDay>): Promise<CancelledDay | null> {
    const { expert, request } = day;
    let noted: string[] = [];
    let proven: ReadonlySet<string> = new Set();
    let eventTypes: EventTypesById = new Map();
    const change = async (): Promise<CalendarChange> => {
      const found = await this.found(day, null);
      noted = found.map(keyOf);
      proven = await this.recipients.provenOf(
        found.flatMap(({ attendees }) => attendees.map(({ email }) => email)),
      );
      eventTypes = await this.eventTypes.bookedOf(found.map(({ eventTypeId }) => eventTypeId));
      // Only with the reason `schedule` do calendar caches read the schedules again.
      return bookingsChanged(request.closeDay ? 'schedule' : 'cancelled', found, found);
    };
    const work = async (transaction: CalendarTransaction): Promise<CancelledDay> => {
      const { session } = transaction;
      const found = await this.found(day, session);
      if (found.map(keyOf).join() !== noted.join()) throw new DayChanged();
      const cancelled = await this.cancelAll(found, { ...day, proven, eventTypes }, transaction);
      if (request.closeDay) await this.close(day, session);
      const now = new Date();
      const answer = {
        cancelled: cancelled.map((seen) => toBooking(seen, this.environment.publicUrl, now)),
      };
      await remember(answer, transaction);
      return answer;
    };
    return this.calendars.run(expert.expertId, change, work).catch((error: unknown) => {
      if (error instanceof DayChanged) return null;
      throw error;
    });
  }

  private found(
    { expert: { expertId }, from, to }: Day,
    session: ClientSession | null,
  ): Promise<BookingRecord[]> {
    const now = new Date();
    return this.bookings
      .find({
        expertId,
        live: true,
        start: trusted({ $gte: from, $lt: to, $gt: now }),
        'attendees.status': trusted({ $in: [...LIVE_STATUSES] }),
      })
      .sort({ start: 1, _id: 1 })
      .session(session)
      .lean()
      .exec();
  }

  private async cancelAll(
    found: readonly BookingRecord[],
    { expert: { expertId }, request, proven, eventTypes }: Day & DayData,
    transaction: CalendarTransaction,
  ): Promise<SeenBooking[]> {
    if (found.length === 0) return [];
    const { session } = transaction;
    const expert = await this.experts.findById(expertId).session(session).lean();
    if (!expert) throw new DomainError('not_found');
    const expertEmail = await this.access.emailOf(expert, session);
    const at = new Date();
    const cancelled: SeenBooking[] = [];
    for (const before of found) {
      let booking = before;
      const left = before.attendees
        .filter(({ status }) => (LIVE_STATUSES as readonly string[]).includes(status))
        .map((attendee) => withStatus({ attendee, by: 'expert' }, 'cancelled', request.reason || null))
        .map((attendee) => {
          const mailToken = randomToken();
          return { attendee: withMailToken(attendee, mailToken), mailToken };
        });
      for (const { attendee } of left) booking = withAttendee(booking, attendee, { at, by: 'expert' });
      await saveBooking(this.bookings, before, booking, session);
      for (const { attendee, mailToken } of left) {
        const seen = { booking, attendee, expert };
        const notice = toBookingMailInput(seen, {
          expertEmail,
          eventType: eventTypes.get(String(booking.eventTypeId)) ?? UNKNOWN_EVENT_TYPE,
          mailToken,
          clientProven: proven.has(attendee.email),
        });
        await this.outbox.add([...this.mails.cancelled(notice), ...entryRows(expert, seen)], transaction);
        cancelled.push(seen);
      }
    }
    return cancelled;
  }

  private async close({ expert: { expertId }, request }: Day, session: ClientSession): Promise<void> {
    const { date, reason } = request;
    const absence = {
      start: date,
      end: date,
      ...(reason && { reason: reason.replace(/\s+/g, ' ').slice(0, MAX_ABSENCE_REASON_LENGTH) }),
    };
    const open = { $not: { $elemMatch: { start: { $lte: date }, end: { $gte: date } } } };
    await this.schedules.updateMany(
      { expertId, outOfOffice: trusted(open) },
      { $push: { outOfOffice: absence } },
      { session },
    );
  }
}

/** Aborts the transaction. */
class DayChanged extends Error {}

/** Equal for a booking with the same seats taken. */
function keyOf({ _id, seatsTaken, status }: BookingRecord): string {
  return `${String(_id)} ${seatsTaken} ${status}`;
}
