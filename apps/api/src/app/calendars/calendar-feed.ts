import type { OnApplicationBootstrap, BeforeApplicationShutdown } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, Types } from 'mongoose';
import type { mongo } from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CalendarChange } from './calendar.schema';
import { Calendar } from './calendar.schema';

/** A calendar has moved to `revision`; `change` is null when it is not known how (pages then read again). */
export interface CalendarMoved {
  expertId: Types.ObjectId;
  revision: number;
  change: CalendarChange | null;
}

type Listener = (moved: CalendarMoved) => void;
type Stream = mongo.ChangeStream<Calendar, mongo.ChangeStreamDocument<Calendar>>;

const PAUSE_MS = { first: 100, most: 5000 };
const WAIT_MS = 1000;
/** In a stream of changes they are asked for this often: one answer then brings many. A single one comes at once. */
const GATHER_MS = 25;
const STREAM_MS = 100;

/**
 * Tells this process of every committed change of any calendar, whichever process made it, from the change stream: each
 * transaction writes its calendar once, so each is one event, in the order of the revisions.
 */
@Injectable()
export class CalendarFeed implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(CalendarFeed.name);
  private readonly listeners: Listener[] = [];
  private readonly gapListeners: (() => void)[] = [];
  private stream: Stream | null = null;
  private stopped = false;
  private flowing = false;
  private heardAt = -Infinity;
  private gatheredAt = -Infinity;
  private loop: Promise<void> = Promise.resolve();

  constructor(@InjectModel(Calendar.name) private readonly calendars: Model<Calendar>) {}

  /** Listeners are called in order and must not throw. */
  onMoved(listener: Listener): void {
    this.listeners.push(listener);
  }

  /** Called when changes may have been missed: whatever was known of calendars is to be read again. */
  onGap(listener: () => void): void {
    this.gapListeners.push(listener);
  }

  /** Whether changes arrive now. While they do not, nothing that was heard of a calendar may be relied on. */
  get isFlowing(): boolean {
    return this.flowing;
  }

  async onApplicationBootstrap(): Promise<void> {
    this.stream = await this.open();
    this.flowing = true;
    this.loop = this.follow();
  }

  /** Before the connection goes: a stream that breaks is warned of, one that is closed is not. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.flowing = false;
    await this.stream?.close().catch(() => undefined);
    await this.loop;
  }

  /**
   * A stream from the database's present on, so that nothing committed after this is missed although the server hears of it
   * only with the first `next`: to wait here for a first event that does not come would cost a start a second.
   */
  private async open(): Promise<Stream> {
    const { operationTime } = await this.calendars.db.getClient().db('admin').command({ ping: 1 });
    return this.calendars.collection.watch<Calendar, mongo.ChangeStreamDocument<Calendar>>(
      [{ $match: { operationType: { $in: ['insert', 'update', 'replace'] } } }],
      { maxAwaitTimeMS: WAIT_MS, startAtOperationTime: operationTime as mongo.Timestamp },
    );
  }

  private async follow(): Promise<void> {
    let pause = PAUSE_MS.first;
    while (!this.stopped) {
      try {
        const stream: Stream = (this.stream ??= await this.reopen());
        // Told to stop while there was no stream to close.
        if (this.isStopped()) return await stream.close();
        this.tell(await stream.next());
        pause = PAUSE_MS.first;
        await this.gather();
      } catch {
        this.flowing = false;
        if (this.stopped) return;
        this.logger.warn('The change stream broke; opening it again.');
        await this.stream?.close().catch(() => undefined);
        this.stream = null;
        await sleep(pause);
        pause = Math.min(pause * 2, PAUSE_MS.most);
      }
    }
  }

  private async gather(): Promise<void> {
    const now = performance.now();
    const inStream = now - this.heardAt < STREAM_MS;
    this.heardAt = now;
    if (!inStream || now - this.gatheredAt < GATHER_MS) return;
    await sleep(GATHER_MS);
    this.gatheredAt = performance.now();
  }

  private isStopped(): boolean {
    return this.stopped;
  }

  private async reopen(): Promise<Stream> {
    const stream = await this.open();
    for (const listener of this.gapListeners) listener();
    this.flowing = true;
    return stream;
  }

  private tell(event: mongo.ChangeStreamDocument<Calendar>): void {
    const moved = movedOf(event);
    if (moved) for (const listener of this.listeners) listener(moved);
  }
}

function movedOf(event: mongo.ChangeStreamDocument<Calendar>): CalendarMoved | null {
  if (event.operationType === 'insert' || event.operationType === 'replace') {
    const { _id, revision, lastChange } = event.fullDocument;
    return { expertId: _id, revision, change: (lastChange as CalendarChange | undefined) ?? null };
  }
  if (event.operationType !== 'update') return null;
  const { revision, lastChange } = event.updateDescription.updatedFields ?? {};
  if (revision === undefined) return null;
  return { expertId: event.documentKey._id, revision, change: lastChange ?? null };
}
