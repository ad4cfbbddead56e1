import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import { WakeSignal } from './wake-signal';
import { Deferred, Refused, Unreachable } from './delivery-errors';
import { Lane } from './lane';
import type { ClaimedRow, Work } from './outbox-claims';
import { OutboxClaims } from './outbox-claims';
import type { Dropped, OutboxMessage } from './outbox-handlers';
import { OutboxHandlers } from './outbox-handlers';
import type { OutboxOptions } from './outbox-options';
import { failureCode, OUTBOX_OPTIONS } from './outbox-options';
import { OutboxSettlement } from './outbox-settlement';
import { OutboxRow } from './outbox.schema';

/** Share of the lease after which handlers are aborted; the rest is for them to end. */
const HANDLER_SHARE = 0.8;
/** Time that handlers have to end when the process stops. */
const ABORT_DEADLINE_MS = 1000;

/**
 * Executes the rows of the outbox, at least once each. A row is claimed for the length of a lease, so that any number of
 * processes share the work and the rows of a killed one are released when its lease ends. Rows of topics without a handler wait
 * untouched and block no others. Each lane (`mail.*`) has its own limit of rows in progress and its own circuit breaker.
 */
@Injectable()
export class OutboxWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Outbox');
  private readonly wakeSignal = new WakeSignal();
  private readonly claims: OutboxClaims;
  private readonly settlement: OutboxSettlement;
  private lanes: Lane[] = [];
  private loop: Promise<void> | null = null;
  private stopping = false;
  /** Aborts running handlers. */
  private readonly handling = new Set<AbortController>();
  private reachable = true;

  constructor(
    @InjectModel(OutboxRow.name) rows: Model<OutboxRow>,
    private readonly handlers: OutboxHandlers,
    @Inject(OUTBOX_OPTIONS) private readonly options: OutboxOptions,
  ) {
    const canSupersede = (topic: string) => handlers.get(topic)?.supersede !== undefined;
    this.claims = new OutboxClaims(rows, options.leaseMs, canSupersede);
    this.settlement = new OutboxSettlement(rows, options, this.logger);
  }

  onApplicationBootstrap(): void {
    this.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.stop();
  }

  start(): void {
    this.stopping = false;
    const { concurrency, breaker } = this.options;
    this.lanes = this.handlers
      .lanes()
      .map((lane) => new Lane(lane.name, lane.topics, lane.concurrency ?? concurrency, breaker));
    this.loop ??= this.run();
  }

  /** Claims no more rows and waits for the rows in progress, for `shutdownMs` at most. Then it aborts the rest. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wakeSignal.signal('capacity');
    const finished = Promise.all([this.loop, ...this.lanes.flatMap(({ inProgress }) => [...inProgress])]);
    const waiting = new AbortController();
    const wait = (ms: number) =>
      sleep(ms, undefined, { signal: waiting.signal, ref: false }).catch(() => undefined);
    await Promise.race([finished, wait(this.options.shutdownMs)]);
    for (const handler of this.handling) handler.abort();
    await Promise.race([finished, wait(Math.min(this.options.shutdownMs, ABORT_DEADLINE_MS))]);
    waiting.abort();
    this.loop = null;
  }

  /** Reads the collection now. */
  wake(): void {
    this.wakeSignal.signal('work');
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      let claimed = 0;
      for (const lane of this.lanes) claimed += await this.fill(lane);
      if (claimed > 0) continue;
      const reason = await this.wakeSignal.wait(this.options.pollMs);
      if (reason === 'work' && !this.stopping) await sleep(this.options.gatherMs);
    }
  }

  /** @returns how many rows it has claimed for the lane */
  private async fill(lane: Lane): Promise<number> {
    const capacity = lane.capacity(Date.now());
    if (capacity === 0 || this.stopping) return 0;
    const found = await this.claim(lane.topics, capacity);
    for (const work of found) this.startWork(lane, work);
    return found.length;
  }

  private async claim(topics: readonly string[], limit: number): Promise<Work[]> {
    try {
      const found = await this.claims.claim(topics, limit);
      this.reachable = true;
      return found;
    } catch (error) {
      if (this.reachable && !this.stopping) {
        this.logger.warn(`The outbox cannot be read (${failureCode(error)}); trying again until it can.`);
      }
      this.reachable = false;
      return [];
    }
  }

  private startWork(lane: Lane, work: Work): void {
    lane.breaker.began();
    const running = this.work(lane, work).finally(() => {
      const wasFull = lane.isFull;
      lane.inProgress.delete(running);
      if (wasFull || lane.breaker.isOpen) this.wakeSignal.signal('capacity');
    });
    lane.inProgress.add(running);
  }

  private async work(lane: Lane, { row, older }: Work): Promise<void> {
    const message = this.messageOf(row, older);
    let result: Dropped | void = undefined;
    try {
      if (message) result = await this.handle(message);
    } catch (error) {
      await this.settlement.release(older);
      await this.settlement.failed(row, error);
      await this.noteFailure(lane, error);
      return;
    }
    const reason = message ? 'superseded' : 'never_announced';
    // Before the newest row is settled: older rows that stayed waiting behind it would be sent late.
    if (await this.settlement.drop(older, reason)) {
      const dropped = message ? result?.dropped : reason;
      await (dropped ? this.settlement.drop([row], dropped) : this.settlement.done(row));
    }
    // A dropped message has not reached the server either.
    if (!message || result) lane.breaker.undecided();
    else if (lane.breaker.answered()) await this.resume(lane);
  }

  /** Updates the breaker of the lane after a failure. */
  private async noteFailure(lane: Lane, error: unknown): Promise<void> {
    if (error instanceof Unreachable && !error.isOneOfMany) {
      if (!lane.breaker.failed(Date.now())) return;
      this.logger.warn(`${lane.name}: no answer (${error.code}); asking again until there is one.`);
    } else if (error instanceof Refused || error instanceof Deferred) {
      if (lane.breaker.answered()) await this.resume(lane);
    } else {
      lane.breaker.undecided();
    }
  }

  /** The row, merged with the older ones it supersedes; null when nothing is left to send. */
  private messageOf(row: ClaimedRow, older: readonly ClaimedRow[]): OutboxMessage | null {
    const supersede = this.handlers.get(row.topic)?.supersede;
    let message = toMessage(older[0] ?? row);
    for (const next of older.length > 0 ? [...older.slice(1), row] : []) {
      const newer = toMessage(next);
      const payload = supersede ? supersede(message, newer) : newer.payload;
      if (payload === null) return null;
      message = { ...newer, payload };
    }
    return message;
  }

  /** Ends with the handler, or with the lease if the handler ignores its signal. */
  private async handle(message: OutboxMessage): Promise<Dropped | void> {
    const { leaseMs } = this.options;
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), leaseMs * HANDLER_SHARE).unref();
    const over = new AbortController();
    this.handling.add(abort);
    try {
      return await Promise.race([
        this.handlers.get(message.topic)?.handler(message, abort.signal),
        sleep(leaseMs, undefined, { signal: over.signal, ref: false }).then((): void => {
          this.logger.error(`${message.topic}: a handler did not end when it was told to.`);
          throw new HandlerTimeout();
        }),
      ]);
    } finally {
      clearTimeout(timer);
      over.abort();
      this.handling.delete(abort);
    }
  }

  /** The server responds again: rows that waited for it run now. */
  private async resume({ name, topics }: Lane): Promise<void> {
    this.logger.log(`${name}: answers again.`);
    await this.settlement.expedite(topics).catch(() => undefined);
    this.wakeSignal.signal('capacity');
  }
}

/** The row as its handler gets it. */
function toMessage({ topic, key, payload, attempts, createdAt }: ClaimedRow): OutboxMessage {
  return { topic, key, payload, attempt: attempts, createdAt };
}

class HandlerTimeout extends Error {
  readonly code = 'EHANDLERTIMEOUT';
}
