import type { ExpertNotifications } from '@expertbook/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { NOBODYS_EMAIL } from '../auth/user.schema';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import type { NewOutboxMessage } from '../outbox/outbox';
import { encrypt } from '../secrets/encryption';
import { entryOf, isMoved } from './booking-entry';
import type { BookingMailInput, BookingMailKind, Recipient } from './booking-mail-input';
import { inviterName } from './inviter-name';

/** Outbox topics of all mails begin with it: `mail.<what>`. */
export const MAIL_LANE = 'mail';
/** Outbox topic of every mail about a booking. */
export const BOOKING_MAIL_TOPIC = 'mail.booking';

/** One mail to one person, as it waits in the outbox. */
export interface BookingMailPayload extends Omit<
  BookingMailInput,
  'manageToken' | 'answerToken' | 'notifications' | 'movedBy' | 'guestsInvited' | 'clientProven'
> {
  kind: BookingMailKind;
  recipient: Recipient;
  /** The guest it goes to; only where `recipient` is one. */
  guest?: string;
  /** {@link encrypt}ed for the row's key; only in the client's mails. */
  sealedToken: string | null;
  /** {@link encrypt}ed for the row's key; only in the expert's mails about a request. Missing in rows of older versions. */
  sealedAnswer?: string;
  /** Key of the row it was sealed for, where that is another one. */
  sealedFor?: string;
  /** To the client, whose address is not verified. */
  unproven?: true;
  /** No calendar has an entry yet, so there is none to remove. */
  unannounced?: boolean;
}

/** Which choice a kind of mail to the expert is under when the client did it; the others are answers to what experts did. */
const CHOICES: Partial<Record<BookingMailKind, keyof ExpertNotifications>> = {
  booked: 'booked',
  requested: 'booked',
  reminder: 'booked',
  cancelled: 'cancelled',
  rescheduled: 'rescheduled',
};

/** Who moves a booking to and fro must not mail strangers each time. */
const MAX_MAILED_CHANGES = 10;

/** Whether a mail of this kind is about the end of a booking. */
export function isEnd(kind: BookingMailKind): boolean {
  return kind === 'cancelled' || kind === 'declined' || kind === 'expired';
}

/** Guests hear of what will take place, and of what they have heard of and will not: nothing of requests and their end. */
function guestsToTell(kind: BookingMailKind, input: BookingMailInput): readonly string[] {
  const { guests = [], guestsInvited = false, sequence } = input;
  const asks = kind === 'requested' || kind === 'reminder';
  const tells = kind === 'booked' || kind === 'confirmed' || (!asks && guestsInvited);
  const ends = isEnd(kind);
  return tells && (ends || sequence <= MAX_MAILED_CHANGES) ? guests : [];
}

/**
 * A mail to a person who may not know of the booking: of the form's texts only a name, as far as
 * {@link inviterName} accepts it, so that the form cannot be used to send messages to strangers; and no guest's address.
 */
function withoutTypedWords(payload: BookingMailPayload): BookingMailPayload {
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

/** The client's own mail. Until the address is proven, only the expert's words are in it (ADR 15). */
function clientPayload(
  payload: BookingMailPayload,
  { clientProven, movedBy }: BookingMailInput,
): BookingMailPayload {
  if (clientProven) return payload;
  const wroteReason = payload.kind === 'rescheduled' ? (movedBy ?? 'client') : payload.cancelledBy;
  return {
    ...withoutTypedWords(payload),
    unproven: true,
    ...(wroteReason === 'expert' && { reason: payload.reason }),
  };
}

/** Clients get every mail; experts those about clients' doings as they chose, and those about their own. */
function wants(recipient: Recipient, kind: BookingMailKind, input: BookingMailInput): boolean {
  if (recipient === 'client') return true;
  if (input.expert.email === NOBODYS_EMAIL) return false;
  const ownDoing =
    (kind === 'cancelled' && input.cancelledBy === 'expert') ||
    (kind === 'rescheduled' && input.movedBy === 'expert');
  const choice = CHOICES[kind];
  return ownDoing || choice === undefined || input.notifications?.[choice] !== false;
}

/**
 * Mails as outbox rows, one a recipient; pure but for the seal's randomness. Write them with `Outbox.add` in the booking's
 * transaction. The same change of the same booking (kind, uid, sequence) gives the same keys, so is mailed once.
 */
@Injectable()
export class BookingMails {
  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {}

  /** Booked and confirmed at once: to both. */
  booked(input: BookingMailInput): NewOutboxMessage[] {
    return this.rows('booked', input, ['client', 'expert']);
  }

  /** Booked, waiting for the expert's answer: to both. */
  requested(input: BookingMailInput): NewOutboxMessage[] {
    return this.rows('requested', input, ['client', 'expert']);
  }

  /** The expert said yes: to both, because both calendars hear of it now. */
  confirmed(input: BookingMailInput): NewOutboxMessage[] {
    return this.rows('confirmed', input, ['client', 'expert']);
  }

  /** The expert has not answered a request yet, and its deadline is near: to them. */
  reminder(input: BookingMailInput): NewOutboxMessage[] {
    return this.rows('reminder', input, ['expert']);
  }

  /** The deadline of a request has passed: to both. */
  expired(input: BookingMailInput): NewOutboxMessage[] {
    return this.rows('expired', input, ['client', 'expert']);
  }

  /** The expert said no: to the client; to both where a moved session has to leave their calendars. */
  declined(input: BookingMailInput): NewOutboxMessage[] {
    return this.rows('declined', input, isMoved(input) ? ['client', 'expert'] : ['client']);
  }

  /** Cancelled by either side: to both, so that it leaves both calendars. */
  cancelled(input: BookingMailInput): NewOutboxMessage[] {
    return this.rows('cancelled', input, ['client', 'expert']);
  }

  /** Moved from `previousStart` to `start`, perhaps `pending` again: to both. */
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
      notifications: _choice,
      movedBy: _mover,
      guestsInvited: _told,
      clientProven: _proven,
      ...facts
    } = input;
    const keyFor = (whom: string) =>
      `${BOOKING_MAIL_TOPIC}:${kind}:${input.bookingUid}:${input.sequence}:${whom}`;
    const rows = recipients
      .filter((recipient) => wants(recipient, kind, input))
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
        const said = recipient === 'client' ? clientPayload(payload, input) : payload;
        const entry = entryOf(input, recipient);
        return { topic: BOOKING_MAIL_TOPIC, key, entry, version: input.sequence, payload: { ...said } };
      });
    const guests = guestsToTell(kind, input).map((guest, i) => {
      const payload = withoutTypedWords({ ...facts, kind, recipient: 'guest', sealedToken: null, guest });
      const key = keyFor(`guest${i}`);
      const entry = entryOf(input, 'guest', guest);
      return { topic: BOOKING_MAIL_TOPIC, key, entry, version: input.sequence, payload: { ...payload } };
    });
    return [...rows, ...guests];
  }
}
