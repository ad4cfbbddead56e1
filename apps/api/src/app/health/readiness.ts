import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { logEvent } from '../observability/log-event';
import { Drain } from './drain';

/** Milliseconds after which a database that does not respond counts as unavailable. */
const RESPONSE_DEADLINE_MS = 1500;

/** Whether this process can serve: it is not stopping, and its database accepts writes. */
@Injectable()
export class Readiness {
  private wasReady = true;

  constructor(
    private readonly drain: Drain,
    @InjectConnection() private readonly connection: Connection,
  ) {}

  /** Resolves within {@link RESPONSE_DEADLINE_MS} in every case. Never throws. */
  async isReady(): Promise<boolean> {
    const isReady = !this.drain.isDraining && (await this.takesWrites());
    if (isReady !== this.wasReady && !this.drain.isDraining) {
      if (isReady) logEvent('health.ready');
      else logEvent('health.not_ready', {}, 'warn');
    }
    this.wasReady = isReady;
    return isReady;
  }

  /**
   * Requires a primary that accepts writes: after a lost election a server responds although bookings are impossible.
   * The driver's own `timeoutMS` has no effect for a frozen server; its signal ends the wait.
   */
  private async takesWrites(): Promise<boolean> {
    const { db } = this.connection;
    if (!db) return false;
    const signal = AbortSignal.timeout(RESPONSE_DEADLINE_MS);
    const gaveUp = new Promise<false>((resolve) =>
      signal.addEventListener('abort', () => resolve(false), { once: true }),
    );
    const answer = db.command({ hello: 1 }, { signal, readPreference: 'primary' }).then(
      (hello) => hello['isWritablePrimary'] === true,
      () => false,
    );
    return Promise.race([answer, gaveUp]);
  }
}
