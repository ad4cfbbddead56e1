import type { Collection, mongo } from 'mongoose';
import { isDatabaseUnavailable } from '../database/database-errors';
import type { Calendar } from './calendar.schema';

export type CalendarEvent = mongo.ChangeStreamDocument<Calendar>;

/** Whether changes may have been missed before the next event. */
export type Opened = 'continued' | 'gap';

/**
 * Interval at which a database without changes reports that there is nothing new, which shows that the stream is
 * alive.
 */
export const HEARTBEAT_MS = 500;

class StreamEnded extends Error {
  override readonly name = 'StreamEnded';
  /** @param resumeToken of the event that ended it: only `startAfter` accepts it */
  constructor(readonly resumeToken: mongo.ResumeToken) {
    super('The change stream was ended by the database.');
  }
}

/**
 * The change stream of the calendars, which resumes where it broke: it keeps the resume token of the last event, so
 * that an election or a lost connection skips nothing. Where the database no longer has that position (its oplog is
 * shorter than the outage, or the collection was replaced) it starts at the current time and reports a gap.
 */
export class CalendarStream {
  private stream: mongo.ChangeStream<Calendar, CalendarEvent> | null = null;
  private position: Pick<
    mongo.ChangeStreamOptions,
    'resumeAfter' | 'startAfter' | 'startAtOperationTime'
  > | null = null;
  private hasGap = false;
  /** Events up to this time existed before the stream was opened. */
  private present: mongo.Timestamp | null = null;

  constructor(
    private readonly collection: Collection<Calendar>,
    private readonly database: () => mongo.Db,
  ) {}

  /**
   * Opens it at the last position, otherwise at the database's current time: nothing committed after this is missed,
   * although the server gets the request only with the first `next`.
   * @throws MongoError when the database does not respond
   */
  async open(): Promise<Opened> {
    const present = await this.readPresent();
    this.position ??= { startAtOperationTime: present };
    this.present = present;
    this.stream = this.collection.watch<Calendar, CalendarEvent>(
      [{ $match: { operationType: { $in: ['insert', 'update', 'replace'] } } }],
      { maxAwaitTimeMS: HEARTBEAT_MS, ...this.position },
    ) as unknown as mongo.ChangeStream<Calendar, CalendarEvent>;
    const { hasGap } = this;
    this.hasGap = false;
    return hasGap ? 'gap' : 'continued';
  }

  /**
   * The next event, as soon as there is one; null when there was none for {@link HEARTBEAT_MS}.
   * @throws MongoError when it broke: close and open it again
   */
  async next(): Promise<CalendarEvent | null> {
    const { stream } = this;
    if (!stream) return null;
    try {
      const event = await stream.tryNext();
      const { resumeToken } = stream;
      // A stream that the database has ended (the collection was dropped or replaced) returns "nothing new" for
      // ever.
      if (!event && stream.closed) throw new StreamEnded(resumeToken);
      if (resumeToken) this.position = { resumeAfter: resumeToken };
      return event;
    } catch (error) {
      // Any error except an unavailable database means that this position is invalid.
      if (!isDatabaseUnavailable(error)) this.leavePosition(error);
      throw error;
    }
  }

  /** Whether the event is as new as the stream was when it was opened, or {@link expectPresent} called. */
  isPresent(event: CalendarEvent | null): boolean {
    if (!event || !this.present) return true;
    const { clusterTime } = event as { clusterTime?: mongo.Timestamp };
    return clusterTime !== undefined && clusterTime.greaterThanOrEqual(this.present);
  }

  /** After a silence: events up to the database's current time are late. */
  async expectPresent(): Promise<void> {
    this.present = await this.readPresent();
  }

  async close(): Promise<void> {
    const { stream } = this;
    this.stream = null;
    await stream?.close().catch(() => undefined);
  }

  /**
   * Continues after the event that ended the stream, otherwise at the current time. The current time alone would read
   * that event again where nothing was written since, and end again.
   */
  private leavePosition(error: unknown): void {
    this.position = error instanceof StreamEnded ? { startAfter: error.resumeToken } : null;
    this.hasGap = true;
  }

  private async readPresent(): Promise<mongo.Timestamp> {
    const { operationTime } = await this.database().command({ ping: 1 });
    return operationTime as mongo.Timestamp;
  }
}
