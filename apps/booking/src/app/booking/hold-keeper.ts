import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import type { CreateHoldRequest, Problem } from '@expertbook/contracts';
import { UNBOOKABLE_REASONS } from '@expertbook/contracts';
import type { TimedHold } from '../data/holds-api';
import { HoldsApi } from '../data/holds-api';
import type { PageKey } from '../data/public-http';
import { NO_PAGE_KEY } from '../data/public-http';
import { toProblem } from '@expertbook/web-shared/data/problem';
import { forgetSession, readSession, writeSession } from '@expertbook/web-shared/platform/session-store';

/**
 * - `none`: nothing chosen;
 * - `claiming`: requested, no response yet;
 * - `held`: reserved for this visitor until `deadline` (ms, this browser's clock);
 * - `unheld`: the server did not hold it; the form works without;
 * - `expired`: the hold has ended, the time may be taken;
 * - `lost`: the time is not available; `problem` has the reason and alternatives.
 */
export type HoldState =
  | { kind: 'none' | 'claiming' | 'unheld' | 'expired' }
  | { kind: 'held'; token: string; deadline: number }
  | { kind: 'lost'; problem: Problem };

const UNBOOKABLE: ReadonlySet<string> = new Set(UNBOOKABLE_REASONS);
const RELEASED_KEY = 'eb.released';
/** A reload releases the hold and claims it again: both requests may arrive in any order. */
const OWN_RELEASE_MS = 8_000;
const RETRY_MS = 350;
const MAX_RETRIES = 4;
const GRACE_MS = 1_500;
/** How long a booking waits for the response of its hold. */
const MAX_WAIT_MS = 4_000;

/** True for a problem with the chosen time itself: it cannot be booked. */
export function losesTime(problem: Problem): boolean {
  return UNBOOKABLE.has(problem.code);
}

/** Holds the chosen time on the server while its form is open: claims, renews while typing, releases. One per page. */
@Injectable()
export class HoldKeeper {
  private readonly api = inject(HoldsApi);
  private readonly stateSignal = signal<HoldState>({ kind: 'none' });
  private readonly now = signal(Date.now());
  readonly state = this.stateSignal.asReadonly();
  /** Whole seconds of the hold left; null without one. */
  readonly secondsLeft = computed(() => {
    const state = this.stateSignal();
    return state.kind === 'held' ? Math.max(0, Math.floor((state.deadline - this.now()) / 1000)) : null;
  });

  private claiming: Promise<void> = Promise.resolve();
  private request: CreateHoldRequest | null = null;
  private key: PageKey = NO_PAGE_KEY;
  private claimId = 0;
  private lifetime = 0;
  private renewing = false;
  private mayRenew = true;

  constructor() {
    const tick = setInterval(() => this.tick(), 1000);
    const hidden = () => this.releaseHold();
    const shown = (event: PageTransitionEvent) => {
      if (event.persisted && this.request) void this.claim(this.request, this.key);
    };
    addEventListener('pagehide', hidden);
    addEventListener('pageshow', shown);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(tick);
      removeEventListener('pagehide', hidden);
      removeEventListener('pageshow', shown);
      this.release();
    });
  }

  /** Claims a time and releases an earlier hold; `key` opens a private event type. The result is in `state`. */
  claim(request: CreateHoldRequest, key: PageKey = NO_PAGE_KEY): Promise<void> {
    return (this.claiming = this.startClaim(request, key));
  }

  /**
   * Resolves when it is known whether the time is held, or after a few seconds. A booking sent earlier has no token,
   * and its own hold would block it.
   */
  answered(): Promise<void> {
    const timeout = new Promise<void>((wake) => setTimeout(wake, MAX_WAIT_MS));
    return Promise.race([this.claiming, timeout]);
  }

  private async startClaim(request: CreateHoldRequest, key: PageKey): Promise<void> {
    this.release();
    const claimId = ++this.claimId;
    this.request = request;
    this.key = key;
    this.mayRenew = true;
    this.stateSignal.set({ kind: 'claiming' });
    for (let attempt = 0; ; attempt++) {
      try {
        const hold = await this.api.create(request, key);
        if (claimId !== this.claimId) return this.api.release(hold.token);
        this.lifetime = hold.remainingMs;
        return this.keep(hold);
      } catch (error) {
        if (claimId !== this.claimId) return;
        const problem = toProblem(error);
        if (problem.code === 'slot_held' && attempt < MAX_RETRIES && releasedJustNow(request.start)) {
          await new Promise((wake) => setTimeout(wake, RETRY_MS));
          if (claimId !== this.claimId) return;
          continue;
        }
        return this.stateSignal.set(losesTime(problem) ? { kind: 'lost', problem } : { kind: 'unheld' });
      }
    }
  }

  /** The visitor is active: renews a hold in the second half of its lifetime, until the server extends no more. */
  async touch(): Promise<void> {
    const state = this.stateSignal();
    if (state.kind !== 'held' || this.renewing || !this.mayRenew) return;
    if (state.deadline - Date.now() > this.lifetime / 2) return;
    const claimId = this.claimId;
    this.renewing = true;
    try {
      const hold = await this.api.renew(state.token);
      if (claimId !== this.claimId) return;
      this.mayRenew = Date.now() + hold.remainingMs - state.deadline > 1_000;
      this.keep(hold);
    } catch (error) {
      if (claimId !== this.claimId) return;
      if (toProblem(error).code === 'hold_expired') this.stateSignal.set({ kind: 'expired' });
      this.mayRenew = false;
    } finally {
      this.renewing = false;
    }
  }

  /** The token to book with, while the hold lasts. */
  token(): string | undefined {
    const state = this.stateSignal();
    return state.kind === 'held' ? state.token : undefined;
  }

  /** Releases the time. */
  release(): void {
    this.releaseHold();
    this.request = null;
    this.claimId++;
    this.stateSignal.set({ kind: 'none' });
  }

  /** The booking has used the hold: there is nothing to release. */
  spent(): void {
    this.request = null;
    this.claimId++;
    forgetSession(RELEASED_KEY);
    this.stateSignal.set({ kind: 'none' });
  }

  /** Marks the time as lost, by a push or by the response to the booking. */
  lose(problem: Problem): void {
    this.releaseHold();
    this.claimId++;
    this.stateSignal.set({ kind: 'lost', problem });
  }

  private releaseHold(): void {
    const state = this.stateSignal();
    if (state.kind !== 'held') return;
    if (this.request) writeSession(RELEASED_KEY, { start: this.request.start, at: Date.now() });
    this.api.release(state.token);
  }

  private keep(hold: TimedHold): void {
    const now = Date.now();
    this.now.set(now);
    this.stateSignal.set({ kind: 'held', token: hold.token, deadline: now + hold.remainingMs });
  }

  private tick(): void {
    const state = this.stateSignal();
    if (state.kind !== 'held') return;
    this.now.set(Date.now());
    // Grace period: the hold must have ended on the server too when the time is looked up again.
    if (state.deadline + GRACE_MS <= Date.now()) this.stateSignal.set({ kind: 'expired' });
  }
}

function releasedJustNow(start: string): boolean {
  const released = readSession(RELEASED_KEY) as { start?: unknown; at?: unknown } | null;
  return (
    released?.start === start && typeof released.at === 'number' && Date.now() - released.at < OWN_RELEASE_MS
  );
}
