import type { OnApplicationBootstrap, BeforeApplicationShutdown } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, Types } from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CalendarChange } from './calendar.schema';
import { Calendar } from './calendar.schema';
import type { CalendarEvent } from './calendar-stream';
import { CalendarStream, HEARTBEAT_MS } from './calendar-stream';

/** A calendar has a new `revision`; `change` is null when it is unknown (pages then read again). */
export interface CalendarChangedEvent {
  expertId: Types.ObjectId;
  revision: number;
  change: CalendarChange | null;
}

type Listener = (moved: CalendarChangedEvent) => void;

const PAUSE_MS = { first: 50, most: 500 };
/** A live stream responds every {@link HEARTBEAT_MS}; one that was silent for this long is considered broken. */
const SILENCE_MS = 3 * HEARTBEAT_MS;
const CHECK_EVERY_MS = 250;
/** Interval of reads while changes keep coming, so that one read returns many. A single change is read at once. */
const GATHER_MS = 25;
const STREAM_MS = 100;

/**
 * Notifies this process of every committed change of any calendar, by any process, from the change stream: each
 * transaction writes its calendar once, so each is one event, in the order of the revisions. A broken stream resumes
 * where it broke (ADR 23); meanwhile, and while the database is silent, {@link isFlowing} is false.
 */
@Injectable()
export class CalendarFeed implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(CalendarFeed.name);
  private readonly listeners: Listener[] = [];
  private readonly gapListeners: (() => void)[] = [];
  private readonly flowListeners: ((isFlowing: boolean) => void)[] = [];
  private readonly stream: CalendarStream;
  private stopped = false;
  private flowing = false;
  /** When the stream last responded, and when it was last checked, by the monotonic clock. */
  private answeredAt = -Infinity;
  private checkedAt = -Infinity;
  private heardAt = -Infinity;
  private gatheredAt = -Infinity;
  private loop: Promise<void> = Promise.resolve();
  private watch: NodeJS.Timeout | undefined;

  constructor(@InjectModel(Calendar.name) calendars: Model<Calendar>) {
    const admin = () => calendars.db.getClient().db('admin');
    this.stream = new CalendarStream(calendars.collection as never, admin);
  }

  /** Listeners are called in order and must not throw. */
  onChanged(listener: Listener): void {
    this.listeners.push(listener);
  }

  /** Called when changes may have been missed: cached data of calendars has to be read again. */
  onGap(listener: () => void): void {
    this.gapListeners.push(listener);
  }

  /** Called when {@link isFlowing} changes. Changes made while it was false are reported before it is true again. */
  onFlow(listener: (isFlowing: boolean) => void): void {
    this.flowListeners.push(listener);
  }

  /** Whether changes arrive now. While they do not, cached data of calendars may be stale. */
  get isFlowing(): boolean {
    return this.flowing;
  }

  /** Milliseconds since the stream was last known to be up to date, at most {@link HEARTBEAT_MS} while it flows. */
  get lagMs(): number {
    return performance.now() - this.answeredAt;
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.stream.open();
    this.answeredAt = performance.now();
    this.setFlowing(true);
    this.watch = setInterval(() => this.lookForSilence(), CHECK_EVERY_MS).unref();
    this.loop = this.follow();
  }

  /** Before the connection closes: a stream that breaks causes a warning, one that is closed does not. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.flowing = false;
    clearInterval(this.watch);
    await this.stream.close();
    await this.loop;
  }

  private async follow(): Promise<void> {
    let pause = PAUSE_MS.first;
    let isOpen = true;
    while (!this.stopped) {
      try {
        if (!isOpen) await this.reopen();
        isOpen = true;
        const event = await this.stream.next();
        // Stopped before there was a stream to close.
        if (this.isStopped()) return await this.stream.close();
        if (event) this.tell(event);
        await this.answered(event);
        pause = PAUSE_MS.first;
        if (event) await this.gather();
      } catch (error) {
        if (this.stopped) return;
        if (isOpen) this.logger.warn(`The change stream broke (${nameOf(error)}); opening it again.`);
        isOpen = false;
        this.setFlowing(false);
        await this.stream.close();
        await sleep(pause);
        pause = Math.min(pause * 2, PAUSE_MS.most);
      }
    }
  }

  private async reopen(): Promise<void> {
    const opened = await this.stream.open();
    if (opened === 'gap') for (const listener of this.gapListeners) listener();
  }

  /** It flows again once it has reported all earlier changes. */
  private async answered(event: CalendarEvent | null): Promise<void> {
    if (!this.flowing && this.lagMs > SILENCE_MS && event) await this.stream.expectPresent();
    this.answeredAt = performance.now();
    if (!this.flowing && this.stream.isPresent(event)) this.setFlowing(true);
  }

  private lookForSilence(): void {
    const now = performance.now();
    // A process that was busy itself may not have read an event that has arrived.
    const wasBusy = now - this.checkedAt > 2 * CHECK_EVERY_MS;
    this.checkedAt = now;
    if (!wasBusy && this.lagMs > SILENCE_MS) this.setFlowing(false);
  }

  private setFlowing(isFlowing: boolean): void {
    if (this.flowing === isFlowing || this.stopped) return;
    this.flowing = isFlowing;
    for (const listener of this.flowListeners) listener(isFlowing);
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

  private tell(event: CalendarEvent): void {
    const moved = movedOf(event);
    if (moved) for (const listener of this.listeners) listener(moved);
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}

function movedOf(event: CalendarEvent): CalendarChangedEvent | null {
  if (event.operationType === 'insert' || event.operationType === 'replace') {
    const { _id, revision, lastChange } = event.fullDocument;
    return { expertId: _id, revision, change: (lastChange as CalendarChange | undefined) ?? null };
  }
  if (event.operationType !== 'update') return null;
  const { revision, lastChange } = event.updateDescription.updatedFields ?? {};
  if (revision === undefined) return null;
  return { expertId: event.documentKey._id, revision, change: lastChange ?? null };
}
