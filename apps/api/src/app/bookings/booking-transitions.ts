import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { AvailabilityReason, Booking, BookingHistory } from '@expertbook/contracts';
import type { Model } from 'mongoose';
import type { SignedInExpert } from '../auth/current';
import { CalendarTransactions } from '../calendars/calendar-transactions';
import { bookingsChanged } from '../claims/claim-changes';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { entryRows } from './entry-rows';
import { EventTypesService } from '../event-types/event-types.service';
import { DomainError } from '../http/domain-error';
import type { Remember } from '../idempotency/idempotency.service';
import { IdempotencyService } from '../idempotency/idempotency.service';
import { BookingMails } from '../mail/booking-mails';
import type { NewOutboxMessage } from '../outbox/outbox';
import { Outbox } from '../outbox/outbox';
import { Recipients } from '../recipients/recipients.service';
import { randomToken } from '../tokens/random-token';
import { labelledAnswers } from './answers';
import type { TargetStatus } from './attendee';
import { withStatus } from './attendee';
import { withAttendee } from './booking';
import type { AccessedBooking, Requester } from './booking-access';
import { BookingAccess } from './booking-access';
import type { NoticeContext } from './booking-mail-input.mapper';
import { toBookingMailInput } from './booking-mail-input.mapper';
import { assertTransition, occupiesSeat, statusAt } from './booking-status';
import { toBooking } from './booking.mapper';
import { withMailToken } from './booking-tokens';
import { saveBooking } from './booking-update';
import { BookingRecord } from '../calendars/booking.schema';
import { CalendarTickets } from './calendar-tickets';
import { planMessage } from './plan-message';
import { isExpired } from './request-deadline';

interface TransitionOptions extends Pick<NoticeContext, 'expertLeaves'> {
  remember?: Remember<Booking>;
}

interface TransitionRules {
  /** Whether only the expert may do it. */
  expertOnly: boolean;
  /** Reason sent to viewers. */
  reason: AvailabilityReason;
  /** Repeating it returns the first result instead of an error. */
  repeatable: boolean;
}

const TRANSITIONS: Readonly<Record<TargetStatus, TransitionRules>> = {
  cancelled: { expertOnly: false, reason: 'cancelled', repeatable: true },
  confirmed: { expertOnly: true, reason: 'booked', repeatable: false },
  declined: { expertOnly: true, reason: 'released', repeatable: false },
  no_show: { expertOnly: true, reason: 'booked', repeatable: false },
};

/** Changes the status of bookings. A reschedule has a service of its own. */
@Injectable()
export class BookingTransitions {
  constructor(
    @InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly access: BookingAccess,
    private readonly calendars: CalendarTransactions,
    private readonly outbox: Outbox,
    private readonly mails: BookingMails,
    private readonly recipients: Recipients,
    private readonly tickets: CalendarTickets,
    private readonly eventTypes: EventTypesService,
    private readonly idempotency: IdempotencyService,
  ) {}

  /**
   * Changes the status of a booking, in one transaction with its mails.
   * @param extras further data for the mails, and the idempotent response
   * @throws DomainError `not_found`, `illegal_transition`, `request_expired`, `busy_try_again`
   */
  async apply(
    uid: string,
    requester: Requester,
    to: TargetStatus,
    reason: string | null = null,
    { remember, ...about }: TransitionOptions = {},
  ): Promise<Booking> {
    const rules = TRANSITIONS[to];
    const first = await this.access.open(uid, requester);
    if (rules.expertOnly && first.by !== 'expert') throw new DomainError('not_found');
    if (rules.repeatable && first.attendee.status === to) return this.present(first);
    const { booking } = first;
    const clientProven = await this.recipients.isProven(first.attendee.email, first.provesEmail);
    assertAllowed(first, to, new Date());
    const eventType = await this.eventTypes.booked(booking.eventTypeId);
    // Each mail has its own token; after the end of an account its page does not exist.
    const mailToken = to === 'no_show' || about.expertLeaves ? null : randomToken();
    const context = { ...about, clientProven, mailToken, eventType };
    const frees = !occupiesSeat(to);
    const change = bookingsChanged(rules.reason, [booking], frees ? [booking] : []);
    const changed = await this.calendars
      .run(booking.expertId, change, async (transaction) => {
        const { session } = transaction;
        const now = new Date();
        const found = await this.access.open(uid, requester, session);
        if (rules.repeatable && found.attendee.status === to) throw new AlreadyThere();
        assertAllowed(found, to, now);
        const attendee = withMailToken(withStatus(found, to, reason), mailToken);
        const after = withAttendee(found.booking, attendee, { at: now, by: found.by });
        await saveBooking(this.bookings, found.booking, after, session);
        const next: AccessedBooking = { ...found, booking: after, attendee };
        const entries = to === 'no_show' ? [] : entryRows(next.expert, next);
        const messages = [...this.mailsOf(to, next, context), planMessage(attendee), ...entries];
        await this.outbox.add(messages, transaction);
        await remember?.(this.present(next), transaction);
        return next;
      })
      .catch(async (error: unknown) => {
        if (error instanceof AlreadyThere) return this.access.open(uid, requester);
        throw error;
      });
    this.outbox.wake();
    return this.present(changed);
  }

  /**
   * A transition by the expert, once for an Idempotency-Key.
   * @throws DomainError `idempotency_mismatch`, `idempotency_in_progress`, and as {@link apply} does
   */
  async applyOnce(
    uid: string,
    expert: SignedInExpert,
    to: Exclude<TargetStatus, 'cancelled'>,
    key: string | undefined,
    reason: string | null = null,
  ): Promise<Booking> {
    const requester = { token: null, expert };
    // Before the key is read: a stored response is only for requesters who may open the booking.
    await this.access.open(uid, requester);
    return this.idempotency.once(`POST /bookings/${uid} ${to}`, key, { reason }, (remember) =>
      this.apply(uid, requester, to, reason, { remember }),
    );
  }

  /** The booking, as visible to its attendee or expert. */
  async view(uid: string, requester: Requester): Promise<Booking> {
    const found = await this.access.open(uid, requester);
    if (found.provesEmail) await this.recipients.proveByLink(found.attendee.email);
    const { questions } = await this.eventTypes.booked(found.booking.eventTypeId);
    const answers = labelledAnswers(questions, found.attendee.answers);
    const seen = toBooking(found, this.environment.publicUrl, new Date(), answers);
    if (found.by === 'expert') return seen;
    const ics = `${seen.links.calendar.ics}?ticket=${this.tickets.issue(uid, Date.now())}`;
    return { ...seen, links: { ...seen.links, calendar: { ...seen.links.calendar, ics } } };
  }

  /**
   * The history of a booking, oldest first, for its expert.
   * @throws DomainError `not_found`
   */
  async history(uid: string, expert: SignedInExpert): Promise<BookingHistory> {
    const { booking } = await this.access.open(uid, { token: null, expert });
    const own = booking.history.filter((entry) => entry.uid === uid);
    return { items: own.map(({ at, status, by }) => ({ at: at.toISOString(), status, by })) };
  }

  private present(found: AccessedBooking): Booking {
    return toBooking(found, this.environment.publicUrl, new Date());
  }

  private mailsOf(
    to: TargetStatus,
    found: AccessedBooking,
    about: Omit<NoticeContext, 'expertEmail'>,
  ): NewOutboxMessage[] {
    const notice = toBookingMailInput(found, { ...about, expertEmail: found.expertEmail });
    if (to === 'cancelled') return this.mails.cancelled(notice);
    if (to === 'confirmed') return this.mails.confirmed(notice);
    return to === 'declined' ? this.mails.declined(notice) : [];
  }
}

/** Another request made the same transition first; aborts the transaction without a change. */
class AlreadyThere extends Error {}

function assertAllowed({ attendee, booking }: AccessedBooking, to: TargetStatus, now: Date): void {
  const isLate = attendee.status === 'pending' && isExpired(attendee, now);
  if ((to === 'confirmed' || to === 'declined') && (isLate || attendee.endReason === 'no_response')) {
    throw new DomainError('request_expired');
  }
  assertTransition(statusAt(attendee.status, booking.end, now), to);
  if (to === 'confirmed' && booking.start <= now) {
    throw new DomainError('illegal_transition', {
      detail: 'This time has passed, so it can no longer be confirmed.',
    });
  }
  if (to === 'no_show' && booking.start > now) {
    throw new DomainError('illegal_transition', {
      detail: 'A session can be marked as a no-show once it has started.',
    });
  }
}
