import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { BookingStatus } from '@expertbook/contracts';
import type { Model, Types } from 'mongoose';
import { trusted } from 'mongoose';
import type { PlanPayload } from '../bookings/plan-message';
import { PLAN_TOPIC } from '../bookings/plan-message';
import { BookingRecord } from '../calendars/booking.schema';
import { DirectWrites } from '../database/writes';
import type { NewOutboxMessage } from '../outbox/outbox';
import { Outbox } from '../outbox/outbox';
import { OutboxHandlers } from '../outbox/outbox-handlers';
import type { DropReason } from '../outbox/outbox.schema';
import type { BookingFacts } from './booking-facts.reader';
import { BookingFactsReader } from './booking-facts.reader';
import { MessageSettings, SETTINGS_TOPIC } from './message-settings.service';
import type { PlanGroup, PlannedMessage } from './message-plan';
import { MAX_LATE_MS, planOf, SCHEDULED_TOPIC } from './message-plan';

const BATCH = 100;

/** What the row of a message needs; everything else is read when it is sent. */
export interface ScheduledPayload {
  /** Of the attendee; missing in messages about a session. */
  bookingUid?: string;
  /** Of the session; only in messages about one. */
  sessionId?: Types.ObjectId;
  dueAt: Date;
}

/** Writes the outbox rows of scheduled messages, and drops those that a change of the booking has made wrong. */
@Injectable()
export class MessagePlanner implements OnModuleInit {
  constructor(
    @InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>,
    private readonly facts: BookingFactsReader,
    private readonly settings: MessageSettings,
    private readonly outbox: Outbox,
    private readonly handlers: OutboxHandlers,
  ) {}

  onModuleInit(): void {
    this.handlers.register(
      PLAN_TOPIC,
      ({ payload }) => this.plan((payload as unknown as PlanPayload).bookingUid, new Date()),
      // The booking is read in its present state, so one row stands for all that wait.
      { supersede: (_older, newer) => newer.payload },
    );
    this.handlers.register(SETTINGS_TOPIC, ({ payload }) =>
      this.planComing({ eventTypeId: payload['eventTypeId'] as Types.ObjectId }, new Date()),
    );
  }

  /**
   * Brings the messages of a booking, and of the one it was rescheduled from, to its present state. Safe to repeat.
   * @param since messages that were due before are not added
   */
  async plan(uid: string, now: Date, since = new Date(0)): Promise<void> {
    const found = await this.facts.of(uid);
    if (!found) return;
    await this.bringUpToDate(found, now, since);
    const { rescheduledFrom } = found.attendee;
    const before = rescheduledFrom ? await this.facts.of(rescheduledFrom) : null;
    if (before) await this.bringUpToDate(before, now, since);
    this.outbox.wake();
  }

  /** {@link plan} for all bookings that have not begun. */
  async planComing(filter: { eventTypeId?: Types.ObjectId }, now: Date): Promise<void> {
    const coming = this.bookings
      .find(
        { ...filter, live: true, start: trusted({ $gt: now }), 'attendees.status': 'confirmed' },
        { 'attendees.uid': 1, 'attendees.status': 1 },
      )
      .lean()
      .cursor({ batchSize: BATCH }) as AsyncIterable<Pick<BookingRecord, 'attendees'>>;
    for await (const { attendees } of coming) {
      for (const { uid, status } of attendees) if (status === 'confirmed') await this.plan(uid, now, now);
    }
  }

  private async bringUpToDate(found: BookingFacts, now: Date, since: Date): Promise<void> {
    const { messages, updatedAt } = await this.settings.of(found.booking.eventTypeId);
    const from = new Date(Math.max(since.getTime(), updatedAt?.getTime() ?? 0));
    for (const group of planOf(found.facts, messages)) await this.settle(group, found, now, from);
  }

  private async settle(group: PlanGroup, found: BookingFacts, now: Date, from: Date): Promise<void> {
    const waiting = new Map((await this.outbox.waiting(group.prefix)).map((row) => [row.key, row]));
    const added: NewOutboxMessage[] = [];
    const dropped: string[] = [];
    for (const planned of group.messages) {
      const row = waiting.get(planned.key);
      waiting.delete(planned.key);
      const isWanted =
        planned.dueAt > planned.after &&
        planned.dueAt > from &&
        now.getTime() - planned.dueAt.getTime() <= MAX_LATE_MS;
      if (!row && isWanted) added.push(rowOf(planned, group, found));
      else if (row && dueAtOf(row.payload) !== planned.dueAt.getTime()) {
        if (!isWanted) dropped.push(planned.key);
        else await this.outbox.replan(planned.key, planned.dueAt, payloadOf(planned, group, found));
      }
    }
    await this.outbox.drop(dropped, 'message_removed');
    await this.outbox.drop([...waiting.keys()], dropReasonOf(found.facts.status));
    await this.outbox.add(added, new DirectWrites());
  }
}

/** Why a booking in this status has no messages of others. */
export function dropReasonOf(status: BookingStatus): DropReason {
  if (status === 'cancelled' || status === 'rescheduled' || status === 'no_show') return status;
  return status === 'confirmed' || status === 'completed' ? 'message_removed' : 'not_confirmed';
}

function rowOf(planned: PlannedMessage, group: PlanGroup, found: BookingFacts): NewOutboxMessage {
  const { key, dueAt } = planned;
  return { topic: SCHEDULED_TOPIC, key, dueAt, payload: payloadOf(planned, group, found) };
}

function payloadOf(
  { dueAt }: PlannedMessage,
  { prefix }: PlanGroup,
  { facts, booking }: BookingFacts,
): Record<string, unknown> {
  const isSession = prefix.startsWith(`${SCHEDULED_TOPIC}:s.`);
  const payload: ScheduledPayload = isSession
    ? { sessionId: booking._id, dueAt }
    : { bookingUid: facts.uid, dueAt };
  return { ...payload };
}

function dueAtOf(payload: Record<string, unknown>): number | null {
  const { dueAt } = payload as Partial<ScheduledPayload>;
  return dueAt instanceof Date ? dueAt.getTime() : null;
}
