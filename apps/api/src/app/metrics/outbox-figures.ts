import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { trusted } from 'mongoose';
import { OutboxRow } from '../outbox/outbox.schema';

/** State of the outbox, of all processes together, without rows for servers of experts. */
export interface OutboxFigures {
  /** Rows that are due and not done. */
  waiting: number;
  /** Rows that were given up in the last 30 days. */
  failed: number;
  /** Seconds since the oldest waiting row was due; 0 when none waits. */
  age: number;
}

const RESPONSE_DEADLINE_MS = 1500;
/** Counting stops here: any number this high needs attention. */
const MAX_COUNTED = 10_000;
/** Longer than the longest pause after a failure. Later rows are not due yet, and there may be very many of them. */
const AHEAD_MS = 3 * 3_600_000;

/** Rows for servers of experts: one that is away is shown to its expert, and nothing that the operator can mend. */
const OF_EXPERTS = /^calendar\./;

/** Reads the outbox for a scrape, with indexes. */
@Injectable()
export class OutboxReader {
  constructor(@InjectModel(OutboxRow.name) private readonly rows: Model<OutboxRow>) {}

  /** Null when the database does not respond in time. Never throws. */
  async read(): Promise<OutboxFigures | null> {
    const now = new Date();
    // By `since`: a failure moves `dueAt`, so a row that has waited all night would look new.
    const until = new Date(now.getTime() + AHEAD_MS);
    const topic = { $not: OF_EXPERTS };
    const due = {
      state: 'waiting' as const,
      since: trusted({ $lte: now }),
      dueAt: trusted({ $lte: until }),
      topic: trusted(topic),
    };
    const options = { signal: AbortSignal.timeout(RESPONSE_DEADLINE_MS), limit: MAX_COUNTED };
    try {
      const { collection } = this.rows;
      const plain = { state: 'waiting', since: { $lte: now }, dueAt: { $lte: until }, topic };
      const given = { failedAt: { $gt: new Date(0) }, topic };
      const [oldest, waiting, failed] = await Promise.all([
        this.rows.findOne(due, { since: 1 }).sort({ since: 1 }).hint('due').lean(),
        collection.countDocuments(plain, { ...options, hint: 'due' }),
        collection.countDocuments(given, { ...options, hint: 'forget_failed' }),
      ]);
      return { waiting, failed, age: oldest?.since ? (now.getTime() - oldest.since.getTime()) / 1000 : 0 };
    } catch {
      return null;
    }
  }
}
