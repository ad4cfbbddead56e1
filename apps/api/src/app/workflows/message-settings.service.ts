import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { EventTypeMessages, ScheduledMessage } from '@expertbook/contracts';
import { DEFAULT_MESSAGES } from '@expertbook/contracts';
import type { Model, Types } from 'mongoose';
import { trusted } from 'mongoose';
import type { Owner } from '../event-types/event-types.service';
import { EventTypesService } from '../event-types/event-types.service';
import { DirectWrites } from '../database/writes';
import { DomainError } from '../http/domain-error';
import { omitUndefined } from '../http/omit-undefined';
import { Outbox } from '../outbox/outbox';
import { EventTypeMessagesRecord } from './event-type-messages.schema';
import { checkMessages } from './message-rules';

/** Topic of a change of an event type's messages, after which its coming bookings are planned again. */
export const SETTINGS_TOPIC = 'workflows.settings';

/** Messages, and since when they are as they are; null = always. */
export interface CurrentMessages {
  messages: readonly ScheduledMessage[];
  updatedAt: Date | null;
}

/** The messages of event types: the default until an expert changes them. */
@Injectable()
export class MessageSettings {
  constructor(
    @InjectModel(EventTypeMessagesRecord.name) private readonly records: Model<EventTypeMessagesRecord>,
    private readonly eventTypes: EventTypesService,
    private readonly outbox: Outbox,
  ) {}

  /** For the planner: also of event types that are switched off or removed. */
  async of(eventTypeId: Types.ObjectId): Promise<CurrentMessages> {
    return toCurrent(await this.records.findById(eventTypeId).lean());
  }

  /** {@link of} for several, in one read. */
  async ofAll(
    eventTypeIds: readonly Types.ObjectId[],
  ): Promise<(eventTypeId: Types.ObjectId) => CurrentMessages> {
    const records = await this.records.find({ _id: trusted({ $in: [...eventTypeIds] }) }).lean();
    const byId = new Map(records.map((record) => [record._id.toHexString(), record]));
    return (eventTypeId) => toCurrent(byId.get(eventTypeId.toHexString()) ?? null);
  }

  /** @throws DomainError `not_found` */
  async get(owner: Owner, eventTypeId: Types.ObjectId): Promise<EventTypeMessages> {
    await this.eventTypes.get(owner, eventTypeId);
    const record = await this.records.findById(eventTypeId).lean();
    return toMessages(record);
  }

  /**
   * Replaces the messages; null = the default. Coming bookings are planned again; nothing is sent for the past.
   * @throws DomainError `not_found`, `validation_failed`
   */
  async put(
    owner: Owner,
    eventTypeId: Types.ObjectId,
    items: readonly ScheduledMessage[] | null,
  ): Promise<EventTypeMessages> {
    await this.eventTypes.get(owner, eventTypeId);
    const errors = checkMessages(items ?? []);
    if (errors.length > 0) throw new DomainError('validation_failed', { detail: errors[0]?.message, errors });
    const messages = (items ?? []).map((message) => omitUndefined(message) as ScheduledMessage);
    const updatedAt = new Date();
    const record = { expertId: owner.expertId, messages, isOwn: items !== null, updatedAt };
    await this.records.updateOne({ _id: eventTypeId }, { $set: record }, { upsert: true });
    const key = `${SETTINGS_TOPIC}:${String(eventTypeId)}:${updatedAt.getTime()}`;
    await this.outbox.add([{ topic: SETTINGS_TOPIC, key, payload: { eventTypeId } }], new DirectWrites());
    this.outbox.wake();
    return toMessages(record);
  }

  /** Of all event types whose messages the expert has changed, for the export of the account. */
  async listOwn(expertId: Types.ObjectId): Promise<{ eventTypeId: string; messages: ScheduledMessage[] }[]> {
    const records = await this.records.find({ expertId, isOwn: true }).lean();
    return records.map(({ _id, messages }) => ({ eventTypeId: _id.toHexString(), messages }));
  }

  async removeAll(expertId: Types.ObjectId): Promise<void> {
    await this.records.deleteMany({ expertId });
  }
}

function toCurrent(record: EventTypeMessagesRecord | null): CurrentMessages {
  const messages = record?.isOwn ? record.messages : DEFAULT_MESSAGES;
  return { messages, updatedAt: record?.updatedAt ?? null };
}

function toMessages(record: Pick<EventTypeMessagesRecord, 'isOwn' | 'messages'> | null): EventTypeMessages {
  return record?.isOwn
    ? { items: record.messages, isDefault: false }
    : { items: [...DEFAULT_MESSAGES], isDefault: true };
}
