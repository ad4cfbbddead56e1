import { Injectable } from '@nestjs/common';
import { laneOf } from './lane';

/** One row as its handler sees it. */
export interface OutboxMessage {
  topic: string;
  /** Stable over all attempts: derive from it whatever lets the far side recognise a repetition. */
  key: string;
  payload: Record<string, unknown>;
  /** 1 at the first attempt. */
  attempt: number;
  createdAt: Date;
}

/**
 * Does the work of one topic. May be called again for the same key; whatever it throws means "try again later".
 * `Unreachable` and `Refused` say more.
 * @param signal aborted when the time is up: what is under way must then really end, because another process may begin it
 */
export type OutboxHandler = (message: OutboxMessage, signal: AbortSignal) => Promise<void>;

/**
 * The payload of the newer of two messages about one entry, where the older one was never done: with all that only the
 * older one says. Null = neither needs to be done.
 */
export type Supersede = (older: OutboxMessage, newer: OutboxMessage) => Record<string, unknown> | null;

export interface TopicOptions {
  /** Left out: messages about one entry are all done, in their order. */
  supersede?: Supersede;
}

interface Topic extends TopicOptions {
  handler: OutboxHandler;
}

/** Who does what. Features register at start (`onModuleInit`). */
@Injectable()
export class OutboxHandlers {
  private readonly byTopic = new Map<string, Topic>();
  private readonly concurrencies = new Map<string, number>();

  /** @throws Error when the topic has a handler already */
  register(topic: string, handler: OutboxHandler, options: TopicOptions = {}): void {
    if (this.byTopic.has(topic)) throw new Error(`The outbox topic "${topic}" has a handler already.`);
    this.byTopic.set(topic, { ...options, handler });
  }

  /**
   * How many messages of a lane a process has in hand at once: what its far side takes. A lane is all topics whose names
   * begin alike up to the first dot.
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
