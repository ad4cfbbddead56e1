import { Inject, Injectable } from '@nestjs/common';
import type { CreatedBooking, Language } from '@expertbook/contracts';
import { Types } from 'mongoose';
import type { CalendarTransaction } from '../calendars/calendar-transaction';
import { withRequestDeadline } from '../calendars/deadline';
import type { ClaimInterval } from '../claims/claim-interval';
import { ClaimsService } from '../claims/claims.service';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { responseHoursOf } from '../event-types/event-type.mapper';
import { HoldsService } from '../holds/holds.service';
import { DomainError } from '../http/domain-error';
import { IdempotencyService } from '../idempotency/idempotency.service';
import { LinkAccess } from '../links/link-access';
import { BookingMails } from '../mail/booking-mails';
import { createMeetingUrl } from '../meetings/meeting-url';
import { Outbox } from '../outbox/outbox';
import { Proofs } from '../proof-of-work/proofs.service';
import type { Offer } from '../availability/offer';
import { OffersReader } from '../availability/offers.reader';
import { offeredDuration } from '../slots/slots.service';
import { EmailCodes } from '../recipients/email-codes.service';
import type { MailAuthorization } from '../recipients/recipients.service';
import { emailCodeRequired, Recipients } from '../recipients/recipients.service';
import { randomUid } from '../tokens/random-token';
import { checkAnswers } from './answers';
import { BookingLimit } from './booking-limit';
import { toBookingMailInput } from './booking-mail-input.mapper';
import type { BookingTokens } from './booking-tokens';
import { hashesOf, newTokens } from './booking-tokens';
import type { CreateBookingDto } from './booking.dto';
import { toBooking, toBookingLinks, writingOf } from './booking.mapper';
import { GuestLimit } from './guest-limit';
import { checkGuests } from './guests';
import { SeatAllocator } from './seat-allocator';
import { newAnswerToken, requestTimes } from './request-deadline';
import { searchWords } from './search-words';
import type { AttendeeRecord, BookingRecord } from '../calendars/booking.schema';

/** Who books, beside what they send. */
export interface BookingAsker {
  idempotencyKey: string | undefined;
  /** Secret of a booking link. */
  linkToken: string | null;
  /** The client's network, for limits. */
  network: string;
  /** Of the page it comes from, as far as that is known: counts where the request names none. */
  language: Language | null;
  /** Solution of a challenge. */
  proof: string | null;
}

/** Makes bookings. */
@Injectable()
export class BookingsService {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly offers: OffersReader,
    private readonly claims: ClaimsService,
    private readonly holds: HoldsService,
    private readonly places: SeatAllocator,
    private readonly outbox: Outbox,
    private readonly mails: BookingMails,
    private readonly idempotency: IdempotencyService,
    private readonly links: LinkAccess,
    private readonly guestLimit: GuestLimit,
    private readonly bookingLimit: BookingLimit,
    private readonly proofs: Proofs,
    private readonly recipients: Recipients,
    private readonly emailCodes: EmailCodes,
  ) {}

  /**
   * Books a time for a client. With the same Idempotency-Key and body it answers like the first time.
   * @throws DomainError `not_found`, `event_type_inactive`, `invalid_duration`, `validation_failed` (guests),
   *   `answers_invalid`, `email_code_required`, `email_code_wrong`, the engine's reasons, `already_booked`, `hold_expired`, `link_used`,
   *   `link_expired`, `idempotency_mismatch`, `idempotency_in_progress`, `rate_limited` (guests, network), `proof_of_work_required`,
   *   `busy_try_again`
   */
  create(request: CreateBookingDto, asker: BookingAsker): Promise<CreatedBooking> {
    return withRequestDeadline(this.environment.transactionDeadline, (until) =>
      this.createUntil(until, request, asker),
    );
  }

  private createUntil(
    until: number,
    request: CreateBookingDto,
    { idempotencyKey, linkToken, network, language, proof }: BookingAsker,
  ): Promise<CreatedBooking> {
    const asked = linkToken === null ? request : { request, linkToken };
    return this.idempotency.once('POST /bookings', idempotencyKey, asked, async (remember) => {
      const offer = await this.offers.byEventType(request.eventTypeId);
      const link = await this.links.authorize(offer, { linkToken, bookingUid: null, manageToken: null });
      const duration = offeredDuration(offer, request.duration);
      assertValidRequest(request, offer);
      const { _id: expertId } = offer.expert;
      // A hold was let through when it was taken.
      if (!request.holdToken) await this.proofs.authorize(expertId, proof, false);
      const hasCode = await this.checkCode(request, offer, network);
      await this.guestLimit.count(network, request.guests ?? []);
      await this.bookingLimit.assertBelowLimit(network, expertId);
      const { expertEmail } = offer;
      const hold = request.holdToken ? await this.holds.find(request.holdToken, offer) : null;

      const start = Date.parse(request.start);
      // The transaction may run several times and every try writes the same booking; who loses the time needs none made.
      const made = once(() => {
        const tokens = newTokens();
        const meetingUrl = createMeetingUrl(offer.eventType.location);
        const { answerToken, ...asked } = newRequest(offer, new Date(start));
        const attendee = { ...newAttendee(request, offer, tokens, language), ...asked };
        return { ...tokens, answerToken, meetingUrl, attendee };
      });
      const _id = hold?._id ?? new Types.ObjectId();
      const claim = {
        offer,
        until,
        start,
        duration,
        own: hold ? [hold] : [],
        reason: 'booked' as const,
        bookingIds: () => this.places.idsAt(offer, new Date(start), _id),
        freed: hold ? [hold] : [],
        claim: { status: firstStatus(offer), expiresAt: null },
      };
      const recipient = { email: request.attendee.email, network, expertId: String(offer.expert._id) };
      let admitted: MailAuthorization | null = null;
      let counted: Promise<MailAuthorization> | null = null;
      const admit = () => {
        const first = this.recipients.isSuspect(recipient);
        counted = this.recipients.authorize(recipient, hasCode);
        const verdict = counted.then((admission) => {
          admitted = admission;
        });
        return { verdict, first };
      };

      const write = async (
        transaction: CalendarTransaction,
        place: ClaimInterval,
      ): Promise<CreatedBooking> => {
        const { attendee, manageToken, mailToken, answerToken, meetingUrl } = made();
        if (link) await this.links.useUp(link, attendee.uid, transaction.session);
        const fresh = newBooking({ _id, offer, place, attendee, meetingUrl, by: 'client' });
        const booking = await this.places.put(fresh, hold, transaction);
        const seen = { booking, attendee, expert: offer.expert };
        const notice = toBookingMailInput(seen, {
          expertEmail,
          eventType: offer.eventType,
          mailToken,
          answerToken,
          clientProven: admitted?.isProven === true,
        });
        const pending = attendee.status === 'pending';
        const messages = pending ? this.mails.requested(notice) : this.mails.booked(notice);
        await this.outbox.add(messages, transaction);
        const wire = toBooking(seen, this.environment.publicUrl, new Date(), notice.answers);
        const links = toBookingLinks(wire, this.environment.publicUrl, manageToken);
        const answer: CreatedBooking = { ...wire, manageToken, links };
        await remember(answer, transaction);
        return answer;
      };
      const created = await this.claims
        .claim({ ...claim, authorize: admit }, write)
        .catch((error: unknown) => {
          counted?.then((admission) => admission.giveBack()).catch(() => undefined);
          throw error;
        });
      this.bookingLimit.count(network, expertId);
      this.outbox.wake();
      return created;
    });
  }

  /** Whether a code has just shown that the address is the asker's. */
  private async checkCode(
    { attendee: { email }, emailCode }: CreateBookingDto,
    { eventType }: Offer,
    network: string,
  ): Promise<boolean> {
    if (!this.recipients.isMailed) return false;
    if (emailCode !== undefined) {
      await this.emailCodes.check(email, emailCode, network);
      return true;
    }
    if (eventType.requiresEmailCode) throw emailCodeRequired(0);
    return false;
  }
}

/** Answers and guests that the event type does not take, all at once. */
function assertValidRequest({ answers, guests, attendee }: CreateBookingDto, { eventType }: Offer): void {
  const wrongAnswers = checkAnswers(eventType.questions, answers ?? {});
  const wrongGuests = checkGuests(eventType, attendee.email, guests ?? []);
  const errors = [...wrongGuests, ...wrongAnswers];
  if (wrongGuests.length > 0) {
    throw new DomainError('validation_failed', { detail: wrongGuests[0]?.message, errors });
  }
  if (errors.length > 0) throw new DomainError('answers_invalid', { errors });
}

/** What makes a place a request: its deadline, its reminder and the token of the mail that answers it; nothing where none is asked. */
export function newRequest(
  { eventType }: Offer,
  start: Date,
): Pick<AttendeeRecord, 'respondBy' | 'remindAt' | 'answerHashes'> & { answerToken: string | null } {
  if (!eventType.requiresConfirmation) return { answerToken: null };
  const { minimumNotice } = eventType;
  const { respondBy, remindAt } = requestTimes(new Date(), start, {
    responseHours: responseHoursOf(eventType),
    minimumNotice,
  });
  return { respondBy, ...(remindAt && { remindAt }), ...newAnswerToken() };
}

function firstStatus({ eventType }: Offer): 'pending' | 'confirmed' {
  return eventType.requiresConfirmation ? 'pending' : 'confirmed';
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** The place of whoever books, not yet in any booking. */
export function newAttendee(
  request: CreateBookingDto,
  offer: Offer,
  tokens: BookingTokens,
  language: Language | null,
): AttendeeRecord {
  const uid = randomUid();
  return {
    uid,
    calendarUid: uid,
    ...hashesOf(tokens),
    status: firstStatus(offer),
    name: request.attendee.name,
    email: request.attendee.email,
    timeZone: request.attendee.timeZone,
    language: request.attendee.language ?? language ?? offer.expert.language ?? 'en',
    ...writingOf(request.attendee),
    guests: request.guests ?? [],
    guestsInvited: !offer.eventType.requiresConfirmation,
    answers: request.answers ?? {},
    notes: request.notes ?? '',
    sequence: 0,
    cancelReason: null,
    cancelledBy: null,
    rescheduledTo: null,
    rescheduledFrom: null,
    createdAt: new Date(),
  };
}

/** A booking of one event type at one place, with its first attendee. */
export function newBooking(parts: {
  _id: Types.ObjectId;
  offer: Offer;
  place: ClaimInterval;
  attendee: AttendeeRecord;
  meetingUrl: string | null;
  /** Who makes it: the expert where it comes of the expert's move. */
  by: 'client' | 'expert';
}): BookingRecord {
  const { _id, offer, place, attendee, meetingUrl, by } = parts;
  const { eventType, expert } = offer;
  return {
    _id,
    expertId: expert._id,
    eventTypeId: eventType._id,
    status: attendee.status,
    live: true,
    ...place,
    title: eventType.title,
    slug: eventType.slug,
    location: eventType.location,
    meetingUrl,
    seats: eventType.seats,
    seatsTaken: 1,
    attendees: [attendee],
    search: searchWords({ title: eventType.title, attendees: [attendee] }),
    history: [{ at: attendee.createdAt, uid: attendee.uid, status: attendee.status, by }],
    expiresAt: null,
    hold: null,
    createdAt: attendee.createdAt,
  };
}
