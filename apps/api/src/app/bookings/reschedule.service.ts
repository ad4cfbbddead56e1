import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Booking, CreatedBooking } from '@expertbook/contracts';
import { UNBOOKABLE_REASONS } from '@expertbook/contracts';
import type { Model } from 'mongoose';
import { Types } from 'mongoose';
import { withRequestDeadline } from '../calendars/deadline';
import type { ClaimRequest } from '../claims/claim-request';
import { ClaimsService } from '../claims/claims.service';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { HoldsService } from '../holds/holds.service';
import { DomainError } from '../http/domain-error';
import type { Remember } from '../idempotency/idempotency.service';
import { IdempotencyService } from '../idempotency/idempotency.service';
import { BookingMails } from '../mail/booking-mails';
import { createMeetingUrl } from '../meetings/meeting-url';
import { Outbox } from '../outbox/outbox';
import { Recipients } from '../recipients/recipients.service';
import type { Offer } from '../availability/offer';
import { randomUid } from '../tokens/random-token';
import type { AccessedBooking, Asker } from './booking-access';
import { BookingAccess } from './booking-access';
import { withAttendee } from './booking-transitions';
import { toBookingMailInput } from './booking-mail-input.mapper';
import type { BookingTokens } from './booking-tokens';
import { hashesOf, newTokens } from './booking-tokens';
import type { RescheduleBookingDto } from './booking.dto';
import { toBooking, toBookingLinks } from './booking.mapper';
import { SeatAllocator } from './seat-allocator';
import { saveBooking } from './booking-update';
import type { AttendeeRecord } from '../calendars/booking.schema';
import { BookingRecord } from '../calendars/booking.schema';
import { newBooking, newRequest } from './bookings.service';
import { RescheduleLimit } from './reschedule-limit';
import {
  assertMovable,
  isWhereItIs,
  leavesOthers,
  RescheduleOptions,
  ownTime,
} from './reschedule-options.service';

/** What is asked for, and by when it is answered. */
interface Asked {
  asker: Asker;
  request: RescheduleBookingDto;
  remember: Remember<CreatedBooking | Booking>;
  /** See `withRequestDeadline`. */
  until: number;
}

/** How often the people of a session may change under a move before it is given up. */
const MAX_TRIES = 5;

/** Moves bookings to another time: the new one is claimed and the old one freed, or neither. */
@Injectable()
export class RescheduleService {
  constructor(
    @InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly access: BookingAccess,
    private readonly places: SeatAllocator,
    private readonly movable: RescheduleOptions,
    private readonly claims: ClaimsService,
    private readonly holds: HoldsService,
    private readonly outbox: Outbox,
    private readonly mails: BookingMails,
    private readonly idempotency: IdempotencyService,
    private readonly recipients: Recipients,
    private readonly limit: RescheduleLimit,
  ) {}

  /**
   * The successor booking. The old one's link keeps working and leads to it; the client also gets a new token.
   * @throws DomainError `not_found`, `illegal_transition`, `same_time`, `rate_limited`, and as booking does
   */
  async reschedule(
    uid: string,
    asker: Asker,
    request: RescheduleBookingDto,
    key?: string,
  ): Promise<CreatedBooking | Booking> {
    return withRequestDeadline(this.environment.transactionDeadline, async (until) => {
      // Before the key is looked at: an answer given once is for those who may open the booking only.
      const old = await this.access.open(uid, asker);
      const route = `POST /bookings/${uid}/reschedule by ${old.by}`;
      return this.idempotency.once<CreatedBooking | Booking>(route, key, request, (remember) =>
        this.moveTo(old, { asker, request, remember, until }),
      );
    });
  }

  /** Others may join or leave a session while one of its people moves away: then it is looked at anew. */
  private async moveTo(first: AccessedBooking, asked: Asked): Promise<CreatedBooking | Booking> {
    let old = first;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(old, asked);
      } catch (error) {
        if (attempt === MAX_TRIES || !dependsOnOthers(error)) throw error;
        const now = await this.access.open(first.attendee.uid, asked.asker);
        if (leavesOthers(now.booking) === leavesOthers(old.booking)) throw error;
        old = now;
      }
    }
  }

  private async attempt(
    old: AccessedBooking,
    { asker, request, remember, until }: Asked,
  ): Promise<CreatedBooking | Booking> {
    assertMovable(old);
    const offer = await this.movable.offerOf(old);
    const duration = this.movable.durationOf(old, offer, request.duration);
    const hold = request.holdToken ? await this.holds.find(request.holdToken, offer) : null;
    const clientProven = await this.recipients.isProven(old.attendee.email, old.provesEmail);

    const start = Date.parse(request.start);
    if (isWhereItIs(old.booking, start, duration)) throw new DomainError('same_time');
    const _id = hold?._id ?? new Types.ObjectId();
    const tokens = newTokens();
    const { manageToken, mailToken } = tokens;
    const { attendee, answerToken } = successor(old, offer, new Date(start), tokens);
    const { booking } = old;
    const own = [...(hold ? [hold] : []), ...ownTime(booking)];
    const claim: ClaimRequest = {
      offer,
      until,
      start,
      duration,
      own,
      bookingIds: async () => [booking._id, ...(await this.places.idsAt(offer, new Date(start), _id))],
      freed: [...(hold ? [hold] : []), booking],
      reason: 'rescheduled',
      authorize: () => ({ verdict: this.limit.count(old, clientProven), first: true }),
    };
    const meetingUrl = keepsMeeting(old, offer)
      ? booking.meetingUrl
      : createMeetingUrl(offer.eventType.location);
    const { publicUrl } = this.environment;
    const moved = await this.claims.claim(claim, async (transaction, place) => {
      const { session } = transaction;
      const now = await this.access.open(old.attendee.uid, asker, session);
      assertMovable(now);
      // It was decided on what is the asker's own then.
      if (leavesOthers(now.booking) !== leavesOthers(booking)) throw new SessionChanged();
      const left: AttendeeRecord = {
        ...now.attendee,
        status: 'rescheduled',
        rescheduledTo: attendee.uid,
        cancelReason: request.reason ?? null,
      };
      const freed = withAttendee(now.booking, left, { at: new Date(), by: now.by });
      await saveBooking(this.bookings, now.booking, freed, session);
      const fresh = newBooking({ _id, offer, place, attendee, meetingUrl, by: now.by });
      const taken = await this.places.put(fresh, hold, transaction);
      const seen = { booking: taken, attendee, expert: offer.expert };
      const notice = toBookingMailInput(seen, {
        expertEmail: old.expertEmail,
        eventType: offer.eventType,
        mailToken,
        answerToken,
        clientProven,
        previousStart: booking.start,
        movedBy: old.by,
      });
      const messages = this.mails.rescheduled({ ...notice, reason: request.reason ?? null });
      await this.outbox.add(messages, transaction);
      const wire = toBooking(seen, publicUrl, new Date(), notice.answers);
      // The link belongs to the client; the expert needs none.
      const answer =
        old.by === 'expert'
          ? wire
          : { ...wire, manageToken, links: toBookingLinks(wire, publicUrl, manageToken) };
      await remember(answer, transaction);
      return answer;
    });
    this.outbox.wake();
    return moved;
  }
}

/** The people of its session are others than they were when it was decided; nothing has happened. */
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

/** One-to-one sessions keep their link; a group's belongs to those who stay, and another kind of place has another one. */
function keepsMeeting({ booking }: AccessedBooking, { eventType }: Offer): boolean {
  const { kind, value } = eventType.location;
  const samePlace = booking.location.kind === kind && booking.location.value === value;
  return samePlace && booking.seats === 1 && eventType.seats === 1;
}

function successor(
  { attendee, by }: AccessedBooking,
  offer: Offer,
  start: Date,
  tokens: BookingTokens,
): { attendee: AttendeeRecord; answerToken: string | null } {
  // Whom the expert moves need not be confirmed by the expert.
  const pending = offer.eventType.requiresConfirmation && by === 'client';
  // The deadline and the answers of the request before end with it.
  const { respondBy: _by, remindAt: _at, answerHashes: _hashes, ...lasting } = attendee;
  const { answerToken, ...asked } = pending ? newRequest(offer, start) : { answerToken: null };
  const next: AttendeeRecord = {
    ...lasting,
    ...asked,
    uid: randomUid(),
    ...hashesOf(tokens, attendee),
    status: pending ? 'pending' : 'confirmed',
    guestsInvited: attendee.guestsInvited || !pending,
    sequence: attendee.sequence + 1,
    rescheduledFrom: attendee.uid,
    rescheduledTo: null,
    createdAt: new Date(),
  };
  return { attendee: next, answerToken };
}
