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
import { Batcher } from '../outbox/batcher';
import { laneOf } from '../outbox/lane';
import { Outbox } from '../outbox/outbox';
import { OutboxHandlers } from '../outbox/outbox-handlers';
import type { DropReason } from '../outbox/outbox.schema';
import type { BookingFacts } from './booking-facts.reader';
import { BookingFactsReader } from './booking-facts.reader';
import { MessageSettings, SETTINGS_TOPIC } from './message-settings.service';
import type { PlanGroup, PlannedMessage } from './message-plan';
import { MAX_LATE_MS, planOf, SCHEDULED_TOPIC } from './message-plan';

const BATCH = 100;
/** Changes of bookings that are planned together at most. */
const MAX_TOGETHER = 250;

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
  /** Rows that are claimed together are planned together. */
  private readonly changed = new Batcher<string>((uids) => this.plan(uids, new Date()));

  constructor(
    @InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>,
    private readonly facts: BookingFactsReader,
    private readonly settings: MessageSettings,
    private readonly outbox: Outbox,
    private readonly handlers: OutboxHandlers,
  ) {}

  onModuleInit(): void {
    this.handlers.limit(laneOf(PLAN_TOPIC), MAX_TOGETHER);
    this.handlers.register(
      PLAN_TOPIC,
      ({ payload }) => this.changed.add((payload as unknown as PlanPayload).bookingUid),
      // The booking is read in its present state, so one row stands for all that wait.
      { supersede: (_older, newer) => newer.payload },
    );
    this.handlers.register(SETTINGS_TOPIC, ({ payload }) =>
      this.planComing({ eventTypeId: payload['eventTypeId'] as Types.ObjectId }, new Date()),
    );
  }

  /**
   * Brings the messages of bookings, and of those they were rescheduled from, to their present state. Safe to repeat.
   * @param since only for a change of the settings: messages that were due before are not added
   */
  async plan(uids: readonly string[], now: Date, since?: Date): Promise<void> {
    const found = await this.facts.ofAll(uids);
    const before = found.flatMap(({ attendee }) => attendee.rescheduledFrom ?? []);
    if (before.length > 0) found.push(...(await this.facts.ofAll(before)));
    const settingsOf = await this.settings.ofAll(found.map(({ booking }) => booking.eventTypeId));
    const added: NewOutboxMessage[] = [];
    for (const one of found) {
      const { messages, updatedAt } = settingsOf(one.booking.eventTypeId);
      const from = new Date(Math.max(since?.getTime() ?? 0, updatedAt?.getTime() ?? 0));
      // A new booking has no rows yet, and the keys of its session's are the same.
      const isNew = since === undefined && one.attendee.sequence === 0;
      for (const group of planOf(one.facts, messages)) {
        const waiting = isNew ? [] : await this.outbox.waiting(group.prefix);
        added.push(...(await this.settle(group, one, waiting, { now, from })));
      }
    }
    await this.outbox.add(added, new DirectWrites());
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
      const confirmed = attendees.filter(({ status }) => status === 'confirmed').map(({ uid }) => uid);
      await this.plan(confirmed, now, now);
    }
  }

  /** Drops and changes rows that wait. @returns the messages to add */
  private async settle(
    group: PlanGroup,
    found: BookingFacts,
    rows: Awaited<ReturnType<Outbox['waiting']>>,
    { now, from }: { now: Date; from: Date },
  ): Promise<NewOutboxMessage[]> {
    const waiting = new Map(rows.map((row) => [row.key, row]));
    const added: NewOutboxMessage[] = [];
    const dropped: string[] = [];
    for (const planned of group.messages) {
      const { key, dueAt, after } = planned;
      const row = waiting.get(key);
      waiting.delete(key);
      const isWanted = dueAt > after && dueAt > from && now.getTime() - dueAt.getTime() <= MAX_LATE_MS;
      if (!row && isWanted) added.push(rowOf(planned, group, found));
      else if (row && dueAtOf(row.payload) !== dueAt.getTime()) {
        if (!isWanted) dropped.push(key);
        else await this.outbox.replan(key, dueAt, payloadOf(planned, group, found));
      }
    }
    await this.outbox.drop(dropped, 'message_removed');
    await this.outbox.drop([...waiting.keys()], dropReasonOf(found.facts.status));
    return added;
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
