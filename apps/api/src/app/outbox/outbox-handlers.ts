import { Injectable } from '@nestjs/common';
import { laneOf } from './lane';
import type { DropReason } from './outbox.schema';

/** One row as its handler gets it. */
export interface OutboxMessage {
  topic: string;
  /** The same at every attempt. Handlers derive from it what lets the server recognise a repetition. */
  key: string;
  payload: Record<string, unknown>;
  /** 1 at the first attempt. */
  attempt: number;
  createdAt: Date;
}

/** Returned by a handler that has found its message to be of no use any more. */
export interface Dropped {
  dropped: DropReason;
}

/**
 * Does the work of one topic. May be called again for the same key. Any error means "try again later"; `Unreachable`
 * and `Refused` are more specific.
 * @param signal aborted when the time is up. Work must then stop, because another process may start it.
 */
export type OutboxHandler = (message: OutboxMessage, signal: AbortSignal) => Promise<Dropped | void>;

/**
 * Merges two messages about one entry, where the older one was never sent: the payload of the newer one, with the
 * data that only the older one has. Null = neither needs to be sent.
 */
export type Supersede = (older: OutboxMessage, newer: OutboxMessage) => Record<string, unknown> | null;

export interface TopicOptions {
  /** Without it, all messages about one entry are handled, in their order. */
  supersede?: Supersede;
}

interface Topic extends TopicOptions {
  handler: OutboxHandler;
}

/** The handlers of all topics. Features register theirs at start (`onModuleInit`). */
@Injectable()
export class OutboxHandlers {
  private readonly byTopic = new Map<string, Topic>();
  private readonly concurrencies = new Map<string, number>();

  /** @throws Error when the topic already has a handler */
  register(topic: string, handler: OutboxHandler, options: TopicOptions = {}): void {
    if (this.byTopic.has(topic)) throw new Error(`The outbox topic "${topic}" has a handler already.`);
    this.byTopic.set(topic, { ...options, handler });
  }

  /**
   * Sets how many messages of a lane a process handles at once: as many as the server accepts. A lane is all topics
   * with the same prefix up to the first dot.
   */
  limit(lane: string, concurrency: number): void {
    this.concurrencies.set(lane, concurrency);
  }

  get(topic: string): Topic | undefined {
    return this.byTopic.get(topic);
  }

  get topics(): string[] {
    return [...this.byTopic.keys()];
  }

  /** The topics of each lane, and its limit where it has one. */
  lanes(): { name: string; topics: string[]; concurrency?: number }[] {
    const names = [...new Set(this.topics.map(laneOf))];
    return names.map((name) => ({
      name,
      topics: this.topics.filter((topic) => laneOf(topic) === name),
      concurrency: this.concurrencies.get(name),
    }));
  }
}
