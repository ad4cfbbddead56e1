import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Booking, CreatedBooking } from '@expertbook/contracts';
import { UNBOOKABLE_REASONS } from '@expertbook/contracts';
import type { Model } from 'mongoose';
import { Types } from 'mongoose';
import { ExternalFreshness } from '../availability/external-calendars';
import type { Offer } from '../availability/offer';
import type { CalendarTransaction } from '../calendars/calendar-transaction';
import { withRequestDeadline } from '../calendars/deadline';
import type { ClaimInterval } from '../claims/claim-interval';
import type { ClaimRequest } from '../claims/claim-request';
import { ClaimsService } from '../claims/claims.service';
import { Conferencing } from '../conferencing/conferencing';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { entryRows } from './entry-rows';
import { HoldsService } from '../holds/holds.service';
import { DomainError } from '../http/domain-error';
import type { Remember } from '../idempotency/idempotency.service';
import { IdempotencyService } from '../idempotency/idempotency.service';
import { BookingMails } from '../mail/booking-mails';
import type { NewOutboxMessage } from '../outbox/outbox';
import { Outbox } from '../outbox/outbox';
import { Recipients } from '../recipients/recipients.service';
import type { AccessedBooking, Requester } from './booking-access';
import { BookingAccess } from './booking-access';
import type { NewAttendee } from './attendee';
import { rescheduledAttendee, successorOf } from './attendee';
import { newBooking, withAttendee } from './booking';
import { toBookingMailInput } from './booking-mail-input.mapper';
import type { BookingTokens } from './booking-tokens';
import { newTokens } from './booking-tokens';
import type { RescheduleBookingDto } from './booking.dto';
import { toBooking, toBookingLinks } from './booking.mapper';
import { planMessage } from './plan-message';
import { SeatAllocator } from './seat-allocator';
import { saveBooking } from './booking-update';
import { BookingRecord } from '../calendars/booking.schema';
import { RescheduleLimit } from './reschedule-limit';
import {
  assertMovable,
  isWhereItIs,
  keepsMeeting,
  leavesOthers,
  RescheduleOptions,
  ownTime,
} from './reschedule-options.service';

/** The request, and the deadline of its response. */
interface RescheduleCall {
  requester: Requester;
  request: RescheduleBookingDto;
  remember: Remember<CreatedBooking | Booking>;
  /** See `withRequestDeadline`. */
  until: number;
}

/** A reschedule that has passed all checks that do not need the calendar. */
interface PreparedReschedule {
  /** Of the successor. */
  _id: Types.ObjectId;
  old: AccessedBooking;
  offer: Offer;
  hold: BookingRecord | null;
  start: Date;
  /** Minutes. */
  duration: number;
  clientProven: boolean;
  tokens: BookingTokens;
  successor: NewAttendee;
  meetingUrl: string | null;
}

/** How often the attendees of a session may change during a reschedule before it is given up. */
const MAX_TRIES = 5;

/** Reschedules bookings: the new time is claimed and the old one freed, or neither. */
@Injectable()
export class RescheduleService {
  constructor(
    @InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly access: BookingAccess,
    private readonly seats: SeatAllocator,
    private readonly options: RescheduleOptions,
    private readonly claims: ClaimsService,
    private readonly holds: HoldsService,
    private readonly freshness: ExternalFreshness,
    private readonly conferencing: Conferencing,
    private readonly outbox: Outbox,
    private readonly mails: BookingMails,
    private readonly idempotency: IdempotencyService,
    private readonly recipients: Recipients,
    private readonly limit: RescheduleLimit,
  ) {}

  /**
   * The successor booking. The old one's link stays valid and redirects to it; the client also gets a new token.
   * @throws DomainError `not_found`, `illegal_transition`, `same_time`, `rate_limited`, and as bookings
   */
  async reschedule(
    uid: string,
    requester: Requester,
    request: RescheduleBookingDto,
    key?: string,
  ): Promise<CreatedBooking | Booking> {
    return withRequestDeadline(this.environment.transactionDeadline, async (until) => {
      // Before the key is read: a stored response is only for requesters who may open the booking.
      const old = await this.access.open(uid, requester);
      const route = `POST /bookings/${uid}/reschedule by ${old.by}`;
      return this.idempotency.once<CreatedBooking | Booking>(route, key, request, (remember) =>
        this.moveTo(old, { requester, request, remember, until }),
      );
    });
  }

  /** Others may join or leave a session while one of its attendees is rescheduled: then it is prepared again. */
  private async moveTo(first: AccessedBooking, requested: RescheduleCall): Promise<CreatedBooking | Booking> {
    let old = first;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(old, requested);
      } catch (error) {
        if (attempt === MAX_TRIES || !dependsOnOthers(error)) throw error;
        const now = await this.access.open(first.attendee.uid, requested.requester);
        if (leavesOthers(now.booking) === leavesOthers(old.booking)) throw error;
        old = now;
      }
    }
  }

  private async attempt(old: AccessedBooking, requested: RescheduleCall): Promise<CreatedBooking | Booking> {
    const prepared = await this.prepare(old, requested.request);
    const { clientProven } = prepared;
    const response = await this.claims.claim(this.claimRequest(prepared, requested.until), {
      mode: 'run',
      authorize: () => ({
        verdict: this.limit.count(old, clientProven),
        isAwaitedFirst: true,
        revoke: () => undefined,
      }),
      write: (transaction, interval) => this.write(prepared, requested, transaction, interval),
    });
    this.outbox.wake();
    return response;
  }

  /**
   * Checks everything but the time, and generates the successor: every attempt of the transaction writes the same
   * one.
   */
  private async prepare(old: AccessedBooking, request: RescheduleBookingDto): Promise<PreparedReschedule> {
    assertMovable(old);
    const offer = await this.options.offerOf(old);
    const duration = this.options.durationOf(old, offer, request.duration);
    const hold = request.holdToken ? await this.holds.find(request.holdToken, offer) : null;
    const clientProven = await this.recipients.isProven(old.attendee.email, old.provesEmail);
    const start = new Date(Date.parse(request.start));
    if (isWhereItIs(old.booking, start.getTime(), duration)) throw new DomainError('same_time');
    await this.freshness.ensure(offer.expert, offer.eventType._id);
    const tokens = newTokens();
    return {
      _id: hold?._id ?? new Types.ObjectId(),
      old,
      offer,
      hold,
      start,
      duration,
      clientProven,
      tokens,
      successor: successorOf(old, offer, start, tokens),
      meetingUrl: keepsMeeting(old, offer)
        ? old.booking.meetingUrl
        : this.conferencing.newMeetingUrl(offer.eventType.location),
    };
  }

  private claimRequest(
    { _id, old: { booking }, offer, hold, start, duration }: PreparedReschedule,
    until: number,
  ): ClaimRequest {
    const holds = hold ? [hold] : [];
    return {
      offer,
      until,
      start: start.getTime(),
      duration,
      excluded: [...holds, ...ownTime(booking)],
      bookingIds: async () => [booking._id, ...(await this.seats.idsAt(offer, start, _id))],
      freed: [...holds, booking],
      reason: 'rescheduled',
    };
  }

  /** Frees the old time and writes the successor, with its mails and its response. */
  private async write(
    prepared: PreparedReschedule,
    { requester, request, remember }: RescheduleCall,
    transaction: CalendarTransaction,
    interval: ClaimInterval,
  ): Promise<CreatedBooking | Booking> {
    const { _id, old, offer, hold, meetingUrl } = prepared;
    const { attendee } = prepared.successor;
    const { session } = transaction;
    const now = await this.access.open(old.attendee.uid, requester, session);
    assertMovable(now);
    // The decision on the time excluded the old one only in one of these cases.
    if (leavesOthers(now.booking) !== leavesOthers(old.booking)) throw new SessionChanged();
    const reason = request.reason ?? null;
    const left = rescheduledAttendee(now.attendee, attendee.uid, reason);
    const freed = withAttendee(now.booking, left, { at: new Date(), by: now.by });
    await saveBooking(this.bookings, now.booking, freed, session);
    const fresh = newBooking({ _id, offer, interval, attendee, meetingUrl, by: now.by });
    const booking = await this.seats.put(fresh, hold, transaction);
    const { messages, response } = this.answer(prepared, booking, reason);
    const entries = entryRows(offer.expert, { booking: freed, attendee: left }, { booking, attendee });
    await this.outbox.add([...messages, planMessage(attendee), ...entries], transaction);
    await remember(response, transaction);
    return response;
  }

  private answer(
    { old, offer, successor, tokens, clientProven }: PreparedReschedule,
    booking: BookingRecord,
    reason: string | null,
  ): { messages: NewOutboxMessage[]; response: CreatedBooking | Booking } {
    const { attendee, answerToken } = successor;
    const { manageToken, mailToken } = tokens;
    const { publicUrl } = this.environment;
    const seen = { booking, attendee, expert: offer.expert };
    const notice = toBookingMailInput(seen, {
      expertEmail: old.expertEmail,
      eventType: offer.eventType,
      mailToken,
      answerToken,
      clientProven,
      previousStart: old.booking.start,
      movedBy: old.by,
    });
    const messages = this.mails.rescheduled({ ...notice, reason });
    const wire = toBooking(seen, publicUrl, new Date(), notice.answers);
    // The link belongs to the client; the expert needs none.
    if (old.by === 'expert') return { messages, response: wire };
    const links = toBookingLinks(wire, publicUrl, manageToken);
    return { messages, response: { ...wire, manageToken, links } };
  }
}

/** The session has other attendees than at the decision; nothing has been written. */
class SessionChanged extends DomainError {
  constructor() {
    super('busy_try_again', { retryAfter: 1 });
  }
}

function dependsOnOthers(error: unknown): boolean {
  return (
    error instanceof SessionChanged ||
    (error instanceof DomainError && (UNBOOKABLE_REASONS as readonly string[]).includes(error.code))
  );
}
