import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import { Lease } from './lease';
import { LeaseRow } from './lease.schema';

/** Checked by a running job before each of its steps. */
export interface SweepTurn {
  /** True once another process may have taken over or this one is stopping: then the job returns. */
  readonly isOver: boolean;
}

/** Periodic work that one process does for all. It must be safe to repeat (see {@link Lease}). */
export interface SweepJob {
  /** Name for the log, as in "expired holds". */
  readonly name: string;
  /** Milliseconds from the end of one run to the beginning of the next; about a second at least. */
  readonly everyMs: number;
  run(turn: SweepTurn): Promise<void>;
}

interface Scheduled {
  readonly job: SweepJob;
  dueAt: number;
  running: Promise<void> | null;
  isFailing: boolean;
}

/** Longest interruption of the work after its process was killed. */
export const SWEEPER_LEASE_MS = 5000;
const TICK_MS = 500;

/**
 * Runs periodic work in one of all processes: the one with the lease `sweeper`. A job is added in a constructor or
 * `onModuleInit`, with {@link add}. Jobs run concurrently; a job never runs twice at once.
 */
@Injectable()
export class Sweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Sweeper.name);
  private readonly lease: Lease;
  private readonly jobs: Scheduled[] = [];
  private readonly stopping = new AbortController();
  private loop: Promise<void> = Promise.resolve();
  private isAsking = true;

  constructor(@InjectModel(LeaseRow.name) leases: Model<LeaseRow>) {
    this.lease = new Lease(leases, 'sweeper', SWEEPER_LEASE_MS);
  }

  /** Runs the job periodically from now on, at once if this process has the lease. */
  add(job: SweepJob): void {
    this.jobs.push({ job, dueAt: -Infinity, running: null, isFailing: false });
  }

  /** Whether this process currently does the work. */
  get isLeading(): boolean {
    return this.lease.isHeld;
  }

  onApplicationBootstrap(): void {
    this.loop = this.follow();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.loop;
    await Promise.all(this.jobs.map(({ running }) => running));
    if (this.lease.isHeld) await this.lease.release().catch(() => undefined);
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        if (await this.lease.hold()) this.startDue();
        this.isAsking = true;
      } catch {
        if (this.isAsking) this.logger.warn('The sweeper cannot reach the database; trying again.');
        this.isAsking = false;
      }
      await sleep(TICK_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private startDue(): void {
    const { lease, stopping } = this;
    const turn: SweepTurn = {
      get isOver() {
        return stopping.signal.aborted || !lease.isHeld;
      },
    };
    for (const scheduled of this.jobs) {
      if (turn.isOver || scheduled.running || performance.now() < scheduled.dueAt) continue;
      scheduled.running = this.run(scheduled, turn);
    }
  }

  private async run(scheduled: Scheduled, turn: SweepTurn): Promise<void> {
    const { job } = scheduled;
    try {
      await job.run(turn);
      scheduled.isFailing = false;
    } catch (error) {
      const why = error instanceof Error ? error.name : 'unknown';
      if (!scheduled.isFailing) this.logger.warn(`Sweeping ${job.name} failed (${why}); trying again.`);
      scheduled.isFailing = true;
    } finally {
      scheduled.dueAt = performance.now() + job.everyMs - TICK_MS / 2;
      scheduled.running = null;
    }
  }
}
