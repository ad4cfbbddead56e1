import type { BookingStatus, ScheduledMessage } from '@expertbook/contracts';
import { Types } from 'mongoose';
import type { AttendeeRecord, BookingRecord } from '../calendars/booking.schema';
import type { NewOutboxMessage, Outbox } from '../outbox/outbox';
import type { OutboxHandlers } from '../outbox/outbox-handlers';
import { BookingFactsReader } from './booking-facts.reader';
import type { DueMessage } from './message-channel';
import { MessagePlanner } from './message-planner.service';
import { MessageSender } from './message-sender.service';

const MINUTE = 60_000;
const DURATION = 30;

interface Row extends NewOutboxMessage {
  state: 'waiting' | 'done' | 'dropped';
  reason?: string;
}

/** A message that was sent, with epoch minutes. */
export interface Sent {
  uid: string;
  messageId: string;
  at: number;
}

/** Bookings, an outbox and a worker in memory, around the planner and the sender themselves. Times are epoch minutes. */
export class SimulatedWorkflow {
  readonly sent: Sent[] = [];
  readonly rows = new Map<string, Row>();
  messages: readonly ScheduledMessage[];
  private readonly bookings: BookingRecord[] = [];
  private readonly changed: string[] = [];
  private readonly planner: MessagePlanner;
  private readonly sender: MessageSender;

  constructor(messages: readonly ScheduledMessage[]) {
    this.messages = messages;
    const find = (filter: Record<string, unknown>) => ({
      lean: async () =>
        this.bookings.find(({ attendees }) => attendees.some(({ uid }) => uid === filter['attendees.uid'])) ??
        null,
    });
    const facts = new BookingFactsReader({
      findOne: find,
      find: (filter: { 'attendees.uid': { $in: string[] } }) => ({
        lean: async () =>
          this.bookings.filter(({ attendees }) =>
            attendees.some(({ uid }) => filter['attendees.uid'].$in.includes(uid)),
          ),
      }),
      findById: (id: Types.ObjectId) => ({
        lean: async () => this.bookings.find(({ _id }) => _id.equals(id)) ?? null,
      }),
    } as never);
    const current = () => ({ messages: this.messages, updatedAt: null });
    const settings = { of: async () => current(), ofAll: async () => current } as never;
    const handlers = { register: () => undefined } as unknown as OutboxHandlers;
    this.planner = new MessagePlanner({} as never, facts, settings, this.outbox(), handlers);
    this.sender = new MessageSender(
      { collection: { updateOne: async () => undefined } } as never,
      { jwtSecret: 'secret' } as never,
      facts,
      settings,
      { find: async (uid: string) => ({ ...(await facts.of(uid)), expert: {} }) } as never,
      { booked: async () => ({}) } as never,
      { provenOf: async () => new Set() } as never,
      { isStopped: async () => false } as never,
      { send: async (due: DueMessage) => this.note(due) } as never,
      handlers,
    );
  }

  /** The present booking of the chain. */
  get current(): AttendeeRecord | undefined {
    return this.bookings.at(-1)?.attendees[0];
  }

  book(start: number, now: number, status: 'pending' | 'confirmed'): void {
    const before = this.current;
    const uid = `b${this.bookings.length}`;
    const attendee = {
      uid,
      calendarUid: before?.calendarUid ?? uid,
      status,
      email: 'grace@example.com',
      guests: [],
      sequence: (before?.sequence ?? -1) + 1,
      rescheduledFrom: before?.uid ?? null,
      rescheduledTo: null,
      createdAt: dateOf(now),
    } as unknown as AttendeeRecord;
    if (before) {
      before.rescheduledTo = uid;
      this.setStatus('rescheduled', now);
    }
    this.bookings.push({
      _id: new Types.ObjectId(),
      eventTypeId: new Types.ObjectId(),
      expertId: new Types.ObjectId(),
      start: dateOf(start),
      end: dateOf(start + DURATION),
      attendees: [attendee],
      history: [{ at: dateOf(now), uid, status, by: 'client' }],
    } as unknown as BookingRecord);
    this.changed.push(uid);
  }

  setStatus(status: BookingStatus, now: number): void {
    const booking = this.bookings.at(-1);
    const attendee = booking?.attendees[0];
    if (!booking || !attendee) return;
    attendee.status = status;
    attendee.sequence += 1;
    booking.history.push({ at: dateOf(now), uid: attendee.uid, status, by: 'client' });
    if (status !== 'rescheduled') this.changed.push(attendee.uid);
  }

  /** Handles everything that waits and is due. */
  async work(now: number): Promise<void> {
    await this.planner.plan(this.changed.splice(0), dateOf(now));
    const due = [...this.rows.values()].filter(
      ({ state, dueAt }) => state === 'waiting' && (dueAt ?? 0) <= dateOf(now),
    );
    for (const row of due) {
      this.now = now;
      const result = await this.sender.send(row, new AbortController().signal, dateOf(now));
      row.state = result ? 'dropped' : 'done';
      if (result) row.reason = result.dropped;
    }
  }

  private now = 0;

  private note({ message, found }: DueMessage): void {
    this.sent.push({ uid: found.attendee.uid, messageId: message.id, at: this.now });
  }

  private outbox(): Outbox {
    const waiting = (key: string) =>
      this.rows.get(key)?.state === 'waiting' ? this.rows.get(key) : undefined;
    return {
      wake: () => undefined,
      waiting: async (prefix: string) =>
        [...this.rows.values()].filter(({ key, state }) => key.startsWith(prefix) && state === 'waiting'),
      add: async (messages: NewOutboxMessage[]) => {
        for (const one of messages)
          if (!this.rows.has(one.key)) this.rows.set(one.key, { ...one, state: 'waiting' });
      },
      replan: async (key: string, dueAt: Date, payload: Record<string, unknown>) => {
        const row = waiting(key);
        if (row) Object.assign(row, { dueAt, payload });
        return row !== undefined;
      },
      drop: async (keys: string[], reason: string) => {
        for (const key of keys) Object.assign(waiting(key) ?? {}, { state: 'dropped', reason });
      },
    } as unknown as Outbox;
  }
}

function dateOf(minutes: number): Date {
  return new Date(minutes * MINUTE);
}
