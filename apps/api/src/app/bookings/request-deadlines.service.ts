import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import { EVENT_TYPE_DEFAULTS } from '@expertbook/contracts';
import type { Connection, Model } from 'mongoose';
import { TRANSACTION_OPTIONS } from '../calendars/committing';
import { CalendarTransactions } from '../calendars/calendar-transactions';
import { bookingsChanged } from '../claims/claim-changes';
import { SessionWrites } from '../database/writes';
import { responseHoursOf } from '../event-types/event-type.mapper';
import { EventTypesService } from '../event-types/event-types.service';
import { DomainError } from '../http/domain-error';
import type { SweepTurn } from '../leases/sweeper';
import { Sweeper } from '../leases/sweeper';
import { BookingMails } from '../mail/booking-mails';
import { Outbox } from '../outbox/outbox';
import { Recipients } from '../recipients/recipients.service';
import { randomToken } from '../tokens/random-token';
import { BookingAccess } from './booking-access';
import { expiredAttendee } from './attendee';
import { withAttendee } from './booking';
import { toBookingMailInput } from './booking-mail-input.mapper';
import { withMailToken } from './booking-tokens';
import { deadlineUpdate, remindedUpdate, saveBooking } from './booking-update';
import type { AttendeeRecord } from '../calendars/booking.schema';
import { BookingRecord } from '../calendars/booking.schema';
import { isExpired, newAnswerToken, REMIND_BEFORE_MS, requestTimes } from './request-deadline';

const CHECK_EVERY_MS = 1000;
/** Bookings per sweep; the rest waits for the next one. */
const MAX_BOOKINGS = 200;

type Candidate = Pick<BookingRecord, '_id' | 'attendees' | 'start' | 'eventTypeId'>;

/** Requests with an overdue action. */
interface Due {
  /** Filter of an attendee, for the database. */
  filter: Record<string, Record<string, unknown>>;
  isDue: (attendee: AttendeeRecord) => boolean;
  /** Only sessions that start after it. */
  from?: Date;
}

/**
 * Enforces the deadlines of requests: reminds the expert once, then declines unanswered requests. One process does it
 * for all; whether a request is still unanswered is decided in the transaction, so a repetition changes nothing.
 */
@Injectable()
export class RequestDeadlines implements OnModuleInit {
  constructor(
    @InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>,
    @InjectConnection() private readonly connection: Connection,
    private readonly access: BookingAccess,
    private readonly calendars: CalendarTransactions,
    private readonly eventTypes: EventTypesService,
    private readonly outbox: Outbox,
    private readonly mails: BookingMails,
    private readonly recipients: Recipients,
    private readonly sweeper: Sweeper,
  ) {}

  onModuleInit(): void {
    this.sweeper.add({
      name: 'requests without an answer',
      everyMs: CHECK_EVERY_MS,
      run: (turn) => this.sweep(turn, new Date()),
    });
  }

  /** Does everything that is due at `now`. */
  async sweep(turn: SweepTurn, now: Date): Promise<void> {
    const overdue: Due = { filter: { respondBy: { $lte: now } }, isDue: (one) => isExpired(one, now) };
    await this.eachOf(overdue, turn, ({ uid }) => this.expire(uid, now));
    const late: Due = {
      // Also by the deadline, which has the index.
      filter: {
        remindAt: { $lte: now },
        respondBy: { $gt: now, $lte: new Date(now.getTime() + REMIND_BEFORE_MS) },
      },
      isDue: ({ remindAt }) => remindAt !== undefined && remindAt <= now,
    };
    await this.eachOf(late, turn, ({ uid }) => this.remind(uid, now));
    // Requests whose session has begun stay as they are.
    const older: Due = {
      filter: { respondBy: { $exists: false } },
      isDue: ({ respondBy }) => respondBy === undefined,
      from: now,
    };
    await this.eachOf(older, turn, (one, booking) => this.adopt(one, booking, now));
  }

  /**
   * Declines a request whose deadline has passed, and frees its time. Does nothing where it was answered in the
   * meantime.
   * @returns whether this call declined it
   * @throws DomainError `not_found`, `busy_try_again`
   */
  async expire(uid: string, now: Date): Promise<boolean> {
    const first = await this.access.find(uid);
    if (!isOverdue(first.attendee, now)) return false;
    const { booking } = first;
    const clientProven = await this.recipients.isProven(first.attendee.email, false);
    const eventType = await this.eventTypes.booked(booking.eventTypeId);
    const mailToken = randomToken();
    const change = bookingsChanged('released', [booking], [booking]);
    return this.calendars
      .run(booking.expertId, change, async (transaction) => {
        const { session } = transaction;
        const found = await this.access.find(uid, session);
        if (!isOverdue(found.attendee, now)) throw new Answered();
        const attendee = withMailToken(expiredAttendee(found.attendee), mailToken);
        const after = withAttendee(found.booking, attendee, { at: now, by: 'system' });
        await saveBooking(this.bookings, found.booking, after, session);
        const notice = toBookingMailInput(
          { ...found, booking: after, attendee },
          { expertEmail: found.expertEmail, eventType, mailToken, clientProven },
        );
        await this.outbox.add(this.mails.expired(notice), transaction);
        return true;
      })
      .then(
        () => {
          this.outbox.wake();
          return true;
        },
        (error: unknown) => {
          if (error instanceof Answered) return false;
          throw error;
        },
      );
  }

  /** Mails the expert about an unanswered request, once. */
  private async remind(uid: string, now: Date): Promise<void> {
    const found = await this.access.find(uid);
    const eventType = await this.eventTypes.booked(found.booking.eventTypeId);
    const session = await this.connection.startSession();
    try {
      await session.withTransaction(async () => {
        const { booking, attendee, expert, expertEmail } = await this.access.find(uid, session);
        if (attendee.status !== 'pending' || isExpired(attendee, now) || !attendee.remindAt) return;
        const { answerToken, answerHashes } = newAnswerToken(attendee.answerHashes);
        const { update, arrayFilters } = remindedUpdate(uid, answerHashes);
        await this.bookings.collection.updateOne({ _id: booking._id }, update, { session, arrayFilters });
        const notice = toBookingMailInput(
          { booking, attendee, expert },
          { expertEmail, eventType, mailToken: null, answerToken, clientProven: true },
        );
        await this.outbox.add(this.mails.reminder(notice), new SessionWrites(session));
      }, TRANSACTION_OPTIONS);
    } finally {
      await session.endSession();
    }
    this.outbox.wake();
  }

  /** Gives a request of an older version the deadline of a new one. */
  private async adopt(
    { uid }: AttendeeRecord,
    { _id, start, eventTypeId }: Candidate,
    now: Date,
  ): Promise<void> {
    const eventType = await this.eventTypes.findById(eventTypeId);
    const rules = eventType
      ? { responseHours: responseHoursOf(eventType), minimumNotice: eventType.minimumNotice }
      : EVENT_TYPE_DEFAULTS;
    const { update, arrayFilters } = deadlineUpdate(uid, requestTimes(now, start, rules));
    await this.bookings.collection.updateOne({ _id }, update, { arrayFilters });
  }

  /** A failure of one must not stop the others. */
  private async eachOf(
    { filter, isDue, from }: Due,
    turn: SweepTurn,
    work: (attendee: AttendeeRecord, booking: Candidate) => Promise<unknown>,
  ): Promise<void> {
    const found = await this.bookings.collection
      .find<Candidate>(
        {
          'attendees.status': 'pending',
          attendees: { $elemMatch: { status: 'pending', ...filter } },
          ...(from && { start: { $gt: from } }),
        },
        { projection: { attendees: 1, start: 1, eventTypeId: 1 } },
      )
      .limit(MAX_BOOKINGS)
      .toArray();
    let failed: unknown = null;
    for (const booking of found) {
      for (const attendee of booking.attendees) {
        if (turn.isOver) return;
        if (attendee.status !== 'pending' || !isDue(attendee)) continue;
        await work(attendee, booking).catch((error: unknown) => {
          if (error instanceof DomainError && error.code === 'not_found') return;
          failed ??= error;
        });
      }
    }
    if (failed !== null) throw failed as Error;
  }
}

/** It was answered, cancelled or rescheduled in the meantime; aborts the transaction. */
class Answered extends Error {}

function isOverdue(attendee: AttendeeRecord, now: Date): boolean {
  return attendee.status === 'pending' && isExpired(attendee, now);
}
