import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { trusted } from 'mongoose';
import type { Writes } from '../database/writes';
import type { DropReason } from './outbox.schema';
import { OutboxRow } from './outbox.schema';
import { OutboxWorker } from './outbox-worker';

export interface NewOutboxMessage {
  topic: string;
  /** Unique for ever: one key is handled once. */
  key: string;
  /** BSON values: everything that the handler needs, so that it reads nothing later. */
  payload: Record<string, unknown>;
  /** Not before this time; now when left out. */
  dueAt?: Date;
  /** Messages about one entry are handled in the order of their versions; see `TopicOptions.supersede`. */
  entry?: string;
  version?: number;
}

/** Messages about work that has to happen after a transaction has committed, and then certainly does. */
@Injectable()
export class Outbox {
  constructor(
    @InjectModel(OutboxRow.name) private readonly rows: Model<OutboxRow>,
    private readonly worker: OutboxWorker,
  ) {}

  /**
   * Writes the messages with the other writes of a transaction: they are handled if and only if it commits. A message
   * whose key exists is not changed.
   */
  async add(messages: readonly NewOutboxMessage[], writes: Writes): Promise<void> {
    const now = new Date();
    await writes.write(
      this.rows.collection,
      messages.map((message) => {
        const { key, ...row } = rowOf(message, now);
        return { updateOne: { filter: { key }, update: { $setOnInsert: row }, upsert: true } };
      }),
    );
  }

  /**
   * {@link add} for messages whose keys contain an id that was made for this transaction: inserted without a search for the key. A
   * key that exists fails the transaction.
   */
  async addNew(messages: readonly NewOutboxMessage[], writes: Writes): Promise<void> {
    const now = new Date();
    await writes.write(
      this.rows.collection,
      messages.map((message) => ({ insertOne: { document: rowOf(message, now) } })),
    );
  }

  /** A server responds again: messages of a topic and entries that waited for it are due now. */
  async expedite(topic: string, entriesBeginWith: string): Promise<void> {
    const dueAt = new Date();
    const entry = trusted({ $gte: entriesBeginWith, $lt: `${entriesBeginWith}\uffff` });
    await this.rows.updateMany(
      { entry, topic, state: 'waiting', unreachable: true, dueAt: trusted({ $gt: dueAt }) },
      { $set: { dueAt } },
    );
    this.wake();
  }

  /** The waiting messages whose key begins with `prefix`; its characters are letters, digits and `:._-`. */
  async waiting(prefix: string): Promise<Pick<OutboxRow, 'key' | 'payload'>[]> {
    const pattern = new RegExp(`^${prefix.replaceAll('.', '\\.')}`);
    return this.rows
      .find({ key: trusted({ $regex: pattern }), state: 'waiting' }, { key: 1, payload: 1 })
      .lean();
  }

  /** Gives a message that has not been attempted another time and payload. @returns whether it waited */
  async replan(key: string, dueAt: Date, payload: Record<string, unknown>): Promise<boolean> {
    const { modifiedCount } = await this.rows.updateOne(this.untouched([key]), {
      $set: { dueAt, since: dueAt, payload },
    });
    return modifiedCount === 1;
  }

  /** Drops messages that no process is sending now. */
  async drop(keys: readonly string[], reason: DropReason): Promise<void> {
    if (keys.length === 0) return;
    await this.rows.updateMany(this.untouched(keys), {
      $set: { state: 'dropped', reason, doneAt: new Date(), payload: {} },
    });
  }

  private untouched(keys: readonly string[]) {
    return {
      key: trusted({ $in: [...keys] }),
      state: 'waiting' as const,
      lockedUntil: trusted({ $lte: new Date() }),
    };
  }

  /** Call after the commit: the messages are sent now instead of at the next periodic read. */
  wake(): void {
    this.worker.wake();
  }
}

/** The row of a message, as it is written. */
function rowOf({ topic, key, payload, dueAt, entry, version }: NewOutboxMessage, now: Date) {
  return {
    key,
    topic,
    payload,
    ...(entry !== undefined && { entry, version: version ?? 0 }),
    state: 'waiting',
    attempts: 0,
    dueAt: dueAt ?? now,
    since: dueAt ?? now,
    lockedUntil: new Date(0),
    lastError: null,
    createdAt: now,
  };
}
