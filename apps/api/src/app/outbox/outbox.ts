import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Writes } from '../database/writes';
import { OutboxRow } from './outbox.schema';
import { OutboxWorker } from './outbox-worker';

export interface NewOutboxMessage {
  topic: string;
  /** Unique for ever: the same key is done once. */
  key: string;
  /** What BSON can hold; all the handler will need, so that it reads nothing later. */
  payload: Record<string, unknown>;
  /** Not before; at once when left out. */
  dueAt?: Date;
  /** Messages about one entry are done in the order of their versions; see `TopicOptions.supersede`. */
  entry?: string;
  version?: number;
}

/** What has to happen after a transaction has committed, and then surely. */
@Injectable()
export class Outbox {
  constructor(
    @InjectModel(OutboxRow.name) private readonly rows: Model<OutboxRow>,
    private readonly worker: OutboxWorker,
  ) {}

  /**
   * Writes the messages with the other writes of a transaction: they are done if and only if it commits. A message whose
   * key is there already is left as it is.
   */
  async add(messages: readonly NewOutboxMessage[], writes: Writes): Promise<void> {
    const now = new Date();
    await writes.write(
      this.rows.collection,
      messages.map(({ topic, key, payload, dueAt, entry, version }) => ({
        updateOne: {
          filter: { key },
          update: {
            $setOnInsert: {
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
            },
          },
          upsert: true,
        },
      })),
    );
  }

  /** Call after the commit: the messages go out now instead of at the next look into the collection. */
  wake(): void {
    this.worker.wake();
  }
}
