import type { BookingStatus, MessageRecipient, ScheduledMessage } from '@expertbook/contracts';
import { createHash } from 'node:crypto';

/** Topic of the outbox rows of scheduled messages: one mail to one recipient at one time. */
export const SCHEDULED_TOPIC = 'mail.scheduled';

const MINUTE_MS = 60_000;
const GUEST_HASH_LENGTH = 16;
/**
 * A message this late is of no use. Shorter than finished rows of the outbox are kept: a key that is gone from there
 * belongs to a message so old that it is never planned again.
 */
export const MAX_LATE_MS = 24 * 3_600_000;
/** A reminder is not sent when less than this is left until the start. */
const MIN_BEFORE_START_MS = 5 * MINUTE_MS;

/** Of a booking, what decides about its messages. */
export interface PlanFacts {
  /** Id of the session, which the expert's reminders are about. */
  sessionId: string;
  /** Whether an attendee of the session is confirmed. */
  takesPlace: boolean;
  uid: string;
  /** Uid of the first booking in the chain of reschedules. */
  calendarUid: string;
  status: BookingStatus;
  start: Date;
  end: Date;
  /** When this booking was confirmed; null = never. */
  confirmedAt: Date | null;
  /** When the first booking of the chain was confirmed; null = never. */
  firstConfirmedAt: Date | null;
  /** When it was cancelled or marked as a no-show; null otherwise. */
  endedAt: Date | null;
  /** Guests who have been invited. */
  guests: readonly string[];
}

/** A message to one recipient at one time. */
export interface PlannedMessage {
  /** Key of its outbox row: one recipient gets one message of one start once. */
  key: string;
  messageId: string;
  recipient: MessageRecipient;
  /** Address of the guest; only where `recipient` is `guests`. */
  guest?: string;
  dueAt: Date;
  /** It is not planned unless it is due after this. */
  after: Date;
}

/** Messages with one subject, and the prefix of their keys: rows with that prefix that are not among them are dropped. */
export interface PlanGroup {
  prefix: string;
  messages: PlannedMessage[];
}

/**
 * The messages of a booking in its present state, whether due, sent or in future: those of the attendee, of the session
 * (to the expert), and of the chain of reschedules (about the first booking). Pure.
 */
export function planOf(facts: PlanFacts, messages: readonly ScheduledMessage[]): PlanGroup[] {
  const isConfirmed = facts.status === 'confirmed';
  const attendee = group(`a.${facts.uid}`);
  const session = group(`s.${facts.sessionId}`);
  const chain = group(`c.${facts.calendarUid}`);
  for (const message of messages) {
    const { trigger, recipient } = message;
    if (trigger === 'before_start' || trigger === 'after_end') {
      const isBefore = trigger === 'before_start';
      const dueAt = isBefore
        ? minutesFrom(facts.start, -message.minutes)
        : minutesFrom(facts.end, message.minutes);
      const toSession = recipient === 'expert';
      if (!(toSession ? facts.takesPlace : isConfirmed)) continue;
      const about = String(facts.start.getTime());
      // A reminder whose time has passed at the booking would only repeat the confirmation.
      add(toSession ? session : attendee, message, facts, about, dueAt, facts.confirmedAt);
    } else if (trigger === 'after_booking') {
      if (!isConfirmed || !facts.firstConfirmedAt) continue;
      const dueAt = minutesFrom(facts.firstConfirmedAt, message.minutes);
      add(chain, message, facts, 'booked', dueAt, null);
    } else if (facts.status === trigger && facts.confirmedAt && facts.endedAt) {
      add(attendee, message, facts, trigger, facts.endedAt, null);
    }
  }
  // The chain goes on with the booking's successor, or with the answer to the request.
  const goesOn = facts.status === 'rescheduled' || facts.status === 'pending';
  return goesOn ? [attendee, session] : [attendee, session, chain];
}

function group(subject: string): PlanGroup {
  return { prefix: `${SCHEDULED_TOPIC}:${subject}:`, messages: [] };
}

function add(
  { prefix, messages }: PlanGroup,
  { id: messageId, recipient }: ScheduledMessage,
  { guests }: PlanFacts,
  about: string,
  dueAt: Date,
  after: Date | null,
): void {
  const planned = { messageId, recipient, dueAt, after: after ?? new Date(0) };
  const key = `${prefix}${messageId}:${about}:${recipient}`;
  if (recipient !== 'guests') messages.push({ ...planned, key });
  else for (const guest of guests) messages.push({ ...planned, key: `${key}.${hashOf(guest)}`, guest });
}

function minutesFrom(instant: Date, minutes: number): Date {
  return new Date(instant.getTime() + minutes * MINUTE_MS);
}

function hashOf(guest: string): string {
  return createHash('sha256').update(guest).digest('hex').slice(0, GUEST_HASH_LENGTH);
}

/**
 * Whether a message is no longer useful at `now`: too late, or another one to the same recipient before the same start
 * is due as well, which is nearer to it. Null = it is sent. Pure.
 */
export function uselessness(
  planned: PlannedMessage,
  facts: PlanFacts,
  messages: readonly ScheduledMessage[],
  now: Date,
): 'too_late' | 'superseded' | null {
  const message = messages.find(({ id }) => id === planned.messageId);
  const late = now.getTime() - planned.dueAt.getTime();
  const untilStart = facts.start.getTime() - now.getTime();
  if (message?.trigger === 'before_start') {
    const lead = message.minutes * MINUTE_MS;
    if (untilStart < Math.min(MIN_BEFORE_START_MS, lead / 2)) return 'too_late';
    const isNearer = (other: ScheduledMessage) =>
      other.trigger === 'before_start' &&
      other.recipient === planned.recipient &&
      other.minutes < message.minutes &&
      untilStart <= other.minutes * MINUTE_MS;
    return messages.some(isNearer) ? 'superseded' : null;
  }
  const isOver = message?.trigger === 'after_booking' && untilStart <= 0;
  return isOver || late > MAX_LATE_MS ? 'too_late' : null;
}
