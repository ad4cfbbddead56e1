import { Injectable } from '@nestjs/common';
import type { Language } from '@expertbook/contracts';
import { Types } from 'mongoose';
import { ExternalFreshness } from '../availability/external-calendars';
import type { Offer } from '../availability/offer';
import { OffersReader } from '../availability/offers.reader';
import type { AttendeeRecord, BookingRecord } from '../calendars/booking.schema';
import { HoldsService } from '../holds/holds.service';
import { DomainError } from '../http/domain-error';
import type { BookingLinkRecord } from '../links/booking-link.schema';
import { LinkAccess } from '../links/link-access';
import { createMeetingUrl } from '../meetings/meeting-url';
import { Proofs } from '../proof-of-work/proofs.service';
import { EmailCodes } from '../recipients/email-codes.service';
import type { Recipient } from '../recipients/recipients.service';
import { emailCodeRequired, Recipients } from '../recipients/recipients.service';
import { offeredDuration } from '../slots/slots.service';
import { checkAnswers } from './answers';
import { newAttendee } from './attendee';
import { BookingLimit } from './booking-limit';
import type { BookingTokens } from './booking-tokens';
import { newTokens } from './booking-tokens';
import type { CreateBookingDto } from './booking.dto';
import { GuestLimit } from './guest-limit';
import { checkGuests } from './guests';

/** The requester of a booking, in addition to the request's body. */
export interface BookingRequester {
  idempotencyKey: string | undefined;
  /** Secret of a booking link. */
  linkToken: string | null;
  /** The client's network, for limits. */
  network: string;
  /** Of the requesting page, as far as known; used when the request has none. */
  language: Language | null;
  /** Solution of a challenge. */
  proof: string | null;
}

/** A booking that has passed all checks that do not need its calendar. */
export interface PreparedBooking {
  _id: Types.ObjectId;
  offer: Offer;
  /** The link that gives access, if there is one. */
  link: BookingLinkRecord | null;
  hold: BookingRecord | null;
  start: Date;
  /** Minutes. */
  duration: number;
  recipient: Recipient;
  /** Whether a code has just verified the address. */
  hasCode: boolean;
  /** Always returns the same draft: a transaction may run several times, and every attempt writes the same booking. */
  draft: () => BookingDraft;
}

/** Generated data of a booking: its attendee and its secrets, in the clear. */
export interface BookingDraft extends BookingTokens {
  attendee: AttendeeRecord;
  answerToken: string | null;
  meetingUrl: string | null;
}

/** Checks everything about a booking except its time, and counts towards limits. */
@Injectable()
export class BookingPreparation {
  constructor(
    private readonly offers: OffersReader,
    private readonly holds: HoldsService,
    private readonly freshness: ExternalFreshness,
    private readonly links: LinkAccess,
    private readonly guestLimit: GuestLimit,
    private readonly bookingLimit: BookingLimit,
    private readonly proofs: Proofs,
    private readonly recipients: Recipients,
    private readonly emailCodes: EmailCodes,
  ) {}

  /**
   * @throws DomainError `not_found`, `event_type_inactive`, `invalid_duration`, `validation_failed` (guests), `answers_invalid`,
   *   `email_code_required`, `email_code_wrong`, `hold_expired`, `link_used`, `link_expired`, `rate_limited` (guests, network),
   *   `proof_of_work_required`, `busy_try_again` (connected calendars)
   */
  async prepare(request: CreateBookingDto, requester: BookingRequester): Promise<PreparedBooking> {
    const { linkToken, network, language, proof } = requester;
    const offer = await this.offers.byEventType(request.eventTypeId);
    const link = await this.links.authorize(offer, { linkToken, bookingUid: null, manageToken: null });
    const duration = offeredDuration(offer, request.duration);
    assertValidRequest(request, offer);
    const { _id: expertId } = offer.expert;
    // The hold was authorized when it was created.
    if (!request.holdToken) await this.proofs.authorize(expertId, proof, false);
    const hasCode = await this.checkCode(request, offer, network);
    await this.guestLimit.count(network, request.guests ?? []);
    await this.bookingLimit.assertBelowLimit(network, expertId);
    const hold = request.holdToken ? await this.holds.find(request.holdToken, offer) : null;
    await this.freshness.ensure(offer.expert, offer.eventType._id);
    const start = new Date(Date.parse(request.start));
    return {
      _id: hold?._id ?? new Types.ObjectId(),
      offer,
      link,
      hold,
      start,
      duration,
      recipient: { email: request.attendee.email, network, expertId: String(expertId) },
      hasCode,
      draft: once(() => newDraft(request, offer, start, language)),
    };
  }

  /** Whether a code has just verified the address. */
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

/** Answers and guests that the event type does not accept, all errors at once. */
function assertValidRequest({ answers, guests, attendee }: CreateBookingDto, { eventType }: Offer): void {
  const wrongAnswers = checkAnswers(eventType.questions, answers ?? {});
  const wrongGuests = checkGuests(eventType, attendee.email, guests ?? []);
  const errors = [...wrongGuests, ...wrongAnswers];
  if (wrongGuests.length > 0) {
    throw new DomainError('validation_failed', { detail: wrongGuests[0]?.message, errors });
  }
  if (errors.length > 0) throw new DomainError('answers_invalid', { errors });
}

function newDraft(
  request: CreateBookingDto,
  offer: Offer,
  start: Date,
  language: Language | null,
): BookingDraft {
  const tokens = newTokens();
  const meetingUrl = createMeetingUrl(offer.eventType.location);
  return { ...tokens, meetingUrl, ...newAttendee(request, offer, start, tokens, language) };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
