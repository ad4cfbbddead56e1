import { Inject, Injectable } from '@nestjs/common';
import type { CreatedBooking } from '@expertbook/contracts';
import type { BookingRecord } from '../calendars/booking.schema';
import type { CalendarWrites } from '../calendars/calendar-transaction';
import { withRequestDeadline } from '../calendars/deadline';
import type { ClaimInterval } from '../claims/claim-interval';
import type { Authorization, ClaimRequest, ClaimWriter } from '../claims/claim-request';
import { ClaimsService } from '../claims/claims.service';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { entryRows } from './entry-rows';
import type { Remember } from '../idempotency/idempotency.service';
import { IdempotencyService } from '../idempotency/idempotency.service';
import { LinkAccess } from '../links/link-access';
import { BookingMails } from '../mail/booking-mails';
import { Outbox } from '../outbox/outbox';
import type { MailAuthorization } from '../recipients/recipients.service';
import { Recipients } from '../recipients/recipients.service';
import { firstStatus } from './attendee';
import { newBooking } from './booking';
import { BookingLimit } from './booking-limit';
import { toBookingMailInput } from './booking-mail-input.mapper';
import type { BookingRequester, PreparedBooking } from './booking-preparation';
import { BookingPreparation } from './booking-preparation';
import type { CreateBookingDto } from './booking.dto';
import { toBooking, toBookingLinks } from './booking.mapper';
import { planMessage } from './plan-message';
import { SeatAllocator } from './seat-allocator';

/** Makes bookings: prepares one, claims its time, writes it with its mails and its response. */
@Injectable()
export class BookingsService {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly preparation: BookingPreparation,
    private readonly claims: ClaimsService,
    private readonly seats: SeatAllocator,
    private readonly outbox: Outbox,
    private readonly mails: BookingMails,
    private readonly idempotency: IdempotencyService,
    private readonly links: LinkAccess,
    private readonly bookingLimit: BookingLimit,
    private readonly recipients: Recipients,
  ) {}

  /**
   * Books a time for a client. A repetition with the same Idempotency-Key and body gets the first response.
   * @throws DomainError as {@link BookingPreparation.prepare}, `email_code_required`, the engine's reasons,
   * `already_booked`,
   *   `idempotency_mismatch`, `idempotency_in_progress`, `busy_try_again`
   */
  create(request: CreateBookingDto, requester: BookingRequester): Promise<CreatedBooking> {
    const { idempotencyKey, linkToken, network } = requester;
    const body = linkToken === null ? request : { request, linkToken };
    return withRequestDeadline(this.environment.transactionDeadline, (until) =>
      this.idempotency.once<CreatedBooking>('POST /bookings', idempotencyKey, body, async (remember) => {
        const prepared = await this.preparation.prepare(request, requester);
        const created = await this.claims.claim(
          this.claimRequest(prepared, until),
          this.writer(prepared, remember),
        );
        this.bookingLimit.count(network, prepared.offer.expert._id);
        this.outbox.wake();
        return created;
      }),
    );
  }

  private claimRequest({ _id, offer, hold, start, duration }: PreparedBooking, until: number): ClaimRequest {
    return {
      offer,
      until,
      start: start.getTime(),
      duration,
      excluded: hold ? [hold] : [],
      reason: 'booked',
      bookingIds: () => this.seats.idsAt(offer, start, _id),
      freed: hold ? [hold] : [],
      claim: { status: firstStatus(offer), expiresAt: null },
    };
  }

  /** A single-use link and the seats of a session are read in the transaction; every other booking only writes. */
  private writer(
    prepared: PreparedBooking,
    remember: Remember<CreatedBooking>,
  ): ClaimWriter<CreatedBooking, MailAuthorization> {
    const { link, hold, offer, draft } = prepared;
    const authorize = () => this.authorize(prepared);
    const isShared = offer.eventType.seats > 1;
    if (!link && !isShared) {
      return {
        mode: 'commit',
        authorize,
        write: async (writes, interval, { isProven }) => {
          const booking = await this.seats.putAlone(bookingOf(prepared, interval), hold, writes);
          return this.complete(prepared, booking, isProven, remember, writes);
        },
      };
    }
    return {
      mode: 'run',
      authorize,
      write: async (transaction, interval, { isProven }) => {
        if (link) await this.links.useUp(link, draft().attendee.uid, transaction.session);
        const booking = await this.seats.put(bookingOf(prepared, interval), hold, transaction);
        return this.complete(prepared, booking, isProven, remember, transaction);
      },
    };
  }

  /** Counts the booking for its address, in parallel to the transaction unless it will probably be rejected. */
  private authorize({ recipient, hasCode }: PreparedBooking): Authorization<MailAuthorization> {
    const isAwaitedFirst = this.recipients.isSuspect(recipient);
    return {
      isAwaitedFirst,
      verdict: this.recipients.authorize(recipient, hasCode),
      revoke: (authorization) => authorization.revert(),
    };
  }

  /** Adds the mails and the response to the writes of a booking. */
  private async complete(
    { offer, draft }: PreparedBooking,
    booking: BookingRecord,
    clientProven: boolean,
    remember: Remember<CreatedBooking>,
    writes: CalendarWrites,
  ): Promise<CreatedBooking> {
    const { attendee, manageToken, mailToken, answerToken } = draft();
    const { expert, expertEmail, eventType } = offer;
    const seen = { booking, attendee, expert };
    const notice = toBookingMailInput(seen, {
      expertEmail,
      eventType,
      mailToken,
      answerToken,
      clientProven,
    });
    const messages = notice.pending ? this.mails.requested(notice) : this.mails.booked(notice);
    const entries = entryRows(expert, { booking, attendee });
    // Their keys contain the uid of the new attendee.
    await this.outbox.addNew([...messages, planMessage(attendee), ...entries], writes);
    const { publicUrl } = this.environment;
    const wire = toBooking(seen, publicUrl, new Date(), notice.answers);
    const response: CreatedBooking = {
      ...wire,
      manageToken,
      links: toBookingLinks(wire, publicUrl, manageToken),
    };
    await remember(response, writes);
    return response;
  }
}

function bookingOf({ _id, offer, draft }: PreparedBooking, interval: ClaimInterval): BookingRecord {
  const { attendee, meetingUrl } = draft();
  return newBooking({ _id, offer, interval, attendee, meetingUrl, by: 'client' });
}
