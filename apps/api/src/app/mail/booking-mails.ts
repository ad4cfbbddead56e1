import type { ExpertNotifications } from '@expertbook/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { DELETED_ACCOUNT_EMAIL } from '../auth/user.schema';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import type { NewOutboxMessage } from '../outbox/outbox';
import { encrypt } from '../secrets/encryption';
import { entryOf, isSuccessor } from './booking-entry';
import type { BookingMailInput, BookingMailKind, Recipient } from './booking-mail-input';
import { inviterName } from './inviter-name';

/** Prefix of the outbox topics of all mails: `mail.<what>`. */
export const MAIL_LANE = 'mail';
/** Outbox topic of every mail about a booking. */
export const BOOKING_MAIL_TOPIC = 'mail.booking';

/** One mail to one person, as stored in the outbox. */
export interface BookingMailPayload extends Omit<
  BookingMailInput,
  'manageToken' | 'answerToken' | 'notifications' | 'movedBy' | 'guestsInvited' | 'clientProven'
> {
  kind: BookingMailKind;
  recipient: Recipient;
  /** Address of the guest; only where `recipient` is one. */
  guest?: string;
  /** {@link encrypt}ed for the row's key; only in mails to the client. */
  sealedToken: string | null;
  /**
   * {@link encrypt}ed for the row's key; only in mails to the expert about a request. Missing in rows of older
   * versions.
   */
  sealedAnswer?: string;
  /** Key of the row for which it was encrypted, if that is another row. */
  sealedFor?: string;
  /** Sent to a client whose address is not verified. */
  unproven?: true;
  /** No calendar has the entry yet, so there is none to remove. */
  unannounced?: boolean;
}

/**
 * The notification setting for each kind of mail to the expert after an action of the client. The other kinds follow
 * an action of the expert.
 */
const CHOICES: Partial<Record<BookingMailKind, keyof ExpertNotifications>> = {
  booked: 'booked',
  requested: 'booked',
  reminder: 'booked',
  cancelled: 'cancelled',
  rescheduled: 'rescheduled',
};

/** Limits mails to strangers when a client reschedules a booking again and again. */
const MAX_MAILED_CHANGES = 10;

/** Whether a mail of this kind is about the end of a booking. */
export function isEnd(kind: BookingMailKind): boolean {
  return kind === 'cancelled' || kind === 'declined' || kind === 'expired';
}

/**
 * Guests are notified of a session that takes place, and of the end of one they were invited to; never of requests
 * and their end.
 */
function guestsToNotify(kind: BookingMailKind, input: BookingMailInput): readonly string[] {
  const { guests = [], guestsInvited = false, sequence } = input;
  const asks = kind === 'requested' || kind === 'reminder';
  const tells = kind === 'booked' || kind === 'confirmed' || (!asks && guestsInvited);
  const ends = isEnd(kind);
  return tells && (ends || sequence <= MAX_MAILED_CHANGES) ? guests : [];
}

/**
 * A mail to a person who may not know of the booking. Of the form's texts it contains only a name, as far as {@link
 * inviterName} accepts it, so that the form cannot send messages to strangers. It contains no guest's address.
 */
export function withoutFormTexts(payload: BookingMailPayload): BookingMailPayload {
  const { attendee } = payload;
  return {
    ...payload,
    attendee: { ...attendee, name: inviterName(attendee) },
    guests: [],
    answers: [],
    notes: '',
    reason: null,
  };
}

/** A mail to the client. Until their address is verified, it contains only texts of the expert (ADR 15). */
export function clientPayload(
  payload: BookingMailPayload,
  { clientProven, movedBy }: BookingMailInput,
): BookingMailPayload {
  if (clientProven) return payload;
  const wroteReason = payload.kind === 'rescheduled' ? (movedBy ?? 'client') : payload.cancelledBy;
  return {
    ...withoutFormTexts(payload),
    unproven: true,
    ...(wroteReason === 'expert' && { reason: payload.reason }),
  };
}

/**
 * Clients get every mail. Experts get mails about their own actions, and those about clients' actions that they have
 * switched on.
 */
function wantsMail(recipient: Recipient, kind: BookingMailKind, input: BookingMailInput): boolean {
  if (recipient === 'client') return true;
  if (input.expert.email === DELETED_ACCOUNT_EMAIL) return false;
  const isOwnAction =
    (kind === 'cancelled' && input.cancelledBy === 'expert') ||
    (kind === 'rescheduled' && input.movedBy === 'expert');
  const choice = CHOICES[kind];
  return isOwnAction || choice === undefined || input.notifications?.[choice] !== false;
}

/**
 * Mails as outbox rows, one per recipient; pure except for the randomness of the encryption. Write them with
 * `Outbox.add` in the booking's transaction. The same change of the same booking (kind, uid, sequence) gives the same
 * keys, so it is mailed once.
 */
@Injectable()
export class BookingMails {
  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {}

  /** Booked and confirmed at once: to client and expert. */
  booked(input: BookingMailInput): NewOutboxMessage[] {
    return this.rows('booked', input, ['client', 'expert']);
  }

  /** Booked, waits for the expert's response: to client and expert. */
  requested(input: BookingMailInput): NewOutboxMessage[] {
    return this.rows('requested', input, ['client', 'expert']);
  }

  /** The expert confirmed: to client and expert, because it enters both calendars. */
  confirmed(input: BookingMailInput): NewOutboxMessage[] {
    return this.rows('confirmed', input, ['client', 'expert']);
  }

  /** The deadline of a request is near: to the expert. */
  reminder(input: BookingMailInput): NewOutboxMessage[] {
    return this.rows('reminder', input, ['expert']);
  }

  /** The deadline of a request has passed: to client and expert. */
  expired(input: BookingMailInput): NewOutboxMessage[] {
    return this.rows('expired', input, ['client', 'expert']);
  }

  /** The expert declined: to the client; also to the expert where a rescheduled session has to leave both calendars. */
  declined(input: BookingMailInput): NewOutboxMessage[] {
    return this.rows('declined', input, isSuccessor(input) ? ['client', 'expert'] : ['client']);
  }

  /** Cancelled by client or expert: to both, so that it leaves both calendars. */
  cancelled(input: BookingMailInput): NewOutboxMessage[] {
    return this.rows('cancelled', input, ['client', 'expert']);
  }

  /** Rescheduled from `previousStart` to `start`, perhaps `pending` again: to client and expert. */
  rescheduled(input: BookingMailInput): NewOutboxMessage[] {
    return this.rows('rescheduled', input, ['client', 'expert']);
  }

  private rows(
    kind: BookingMailKind,
    input: BookingMailInput,
    recipients: readonly Recipient[],
  ): NewOutboxMessage[] {
    const {
      manageToken,
      answerToken = null,
      notifications: _notifications,
      movedBy: _movedBy,
      guestsInvited: _guestsInvited,
      clientProven: _clientProven,
      ...facts
    } = input;
    const keyFor = (whom: string) =>
      `${BOOKING_MAIL_TOPIC}:${kind}:${input.bookingUid}:${input.sequence}:${whom}`;
    const rows = recipients
      .filter((recipient) => wantsMail(recipient, kind, input))
      .map((recipient) => {
        const key = keyFor(recipient);
        const sealedToken =
          recipient === 'client' && manageToken !== null ? encrypt(this.environment, manageToken, key) : null;
        const asks = recipient === 'expert' && answerToken !== null;
        const payload: BookingMailPayload = {
          ...facts,
          kind,
          recipient,
          sealedToken,
          ...(asks && { sealedAnswer: encrypt(this.environment, answerToken, key) }),
        };
        const visible = recipient === 'client' ? clientPayload(payload, input) : payload;
        const entry = entryOf(input, recipient);
        return { topic: BOOKING_MAIL_TOPIC, key, entry, version: input.sequence, payload: { ...visible } };
      });
    const guests = guestsToNotify(kind, input).map((guest, i) => {
      const payload = withoutFormTexts({ ...facts, kind, recipient: 'guest', sealedToken: null, guest });
      const key = keyFor(`guest${i}`);
      const entry = entryOf(input, 'guest', guest);
      return { topic: BOOKING_MAIL_TOPIC, key, entry, version: input.sequence, payload: { ...payload } };
    });
    return [...rows, ...guests];
  }
}
