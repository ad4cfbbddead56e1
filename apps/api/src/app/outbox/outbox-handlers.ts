import { Injectable } from '@nestjs/common';

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

/** Does the work of one topic. May be called again for the same key; whatever it throws means "try again later". */
export type OutboxHandler = (message: OutboxMessage) => Promise<void>;

/** Who does what. Features register at start (`onModuleInit`). */
@Injectable()
export class OutboxHandlers {
  private readonly byTopic = new Map<string, OutboxHandler>();

  /** @throws Error when the topic has a handler already */
  register(topic: string, handler: OutboxHandler): void {
    if (this.byTopic.has(topic)) throw new Error(`The outbox topic "${topic}" has a handler already.`);
    this.byTopic.set(topic, handler);
  }

  get(topic: string): OutboxHandler | undefined {
    return this.byTopic.get(topic);
  }

  get topics(): string[] {
    return [...this.byTopic.keys()];
  }
}
