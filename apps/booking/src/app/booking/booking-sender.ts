import { Injectable, inject } from '@angular/core';
import type {
  CreateBookingRequest,
  CreatedBooking,
  Problem,
  RescheduleBookingRequest,
} from '@expertbook/contracts';
import { BookingsApi } from '../data/bookings-api';
import { isUnsettled, toProblem } from '@expertbook/web-shared/data/problem';
import { untilSettled } from '@expertbook/web-shared/data/until-settled';
import { losesTime } from './hold-keeper';
import type { PendingRequest } from './pending-requests';
import { forgetRequest, isSameForm, pendingRequest, requestFor } from './pending-requests';

export type SendResult = { ok: true; booking: CreatedBooking } | { ok: false; problem: Problem };
type Timed = { start: string };
type PostRequest<T> = (body: T & { holdToken?: string }, key: string) => Promise<CreatedBooking>;

const MAX_REQUESTS = 3;
/** An older request is not resumed automatically after a reload. */
const RESUMED_MS = 10 * 60_000;

/**
 * Sends a booking so that one filled-in form creates one booking. A request keeps its key until its response is
 * definite, through errors of gateways and networks and over a reload. A new request is made only when the server
 * excludes that the old one can still succeed.
 */
@Injectable({ providedIn: 'root' })
export class BookingSender {
  private readonly api = inject(BookingsApi);
  private readonly running = new Map<string, Promise<SendResult>>();

  /** Calls `holdToken` for each new request: a hold may have ended in between. Never rejects. */
  book(
    body: Omit<CreateBookingRequest, 'holdToken'>,
    holdToken: () => string | undefined,
    link: string | null = null,
  ): Promise<SendResult> {
    const name = body.eventTypeId;
    return this.runOnce(name, () => this.send(name, body, holdToken, this.booking(link)));
  }

  reschedule(
    uid: string,
    token: string,
    body: Omit<RescheduleBookingRequest, 'holdToken'>,
    holdToken: () => string | undefined,
  ): Promise<SendResult> {
    return this.runOnce(uid, () => this.send(uid, body, holdToken, this.moving(uid, token)));
  }

  /**
   * Outcome of a booking for `start` that was sent before a reload; null when none is open. Repeats the earlier request
   * and never sends a new one.
   */
  resumeBooking(
    eventTypeId: string,
    start: string | null,
    link: string | null = null,
  ): Promise<SendResult> | null {
    return this.resume(eventTypeId, start, this.booking(link));
  }

  /** As {@link resumeBooking}, for rescheduling. */
  resumeMove(uid: string, token: string, start: string | null): Promise<SendResult> | null {
    return this.resume(uid, start, this.moving(uid, token));
  }

  private booking(link: string | null): PostRequest<Omit<CreateBookingRequest, 'holdToken'>> {
    return (body, key) => this.api.create(body, key, link);
  }

  private moving(uid: string, token: string): PostRequest<Omit<RescheduleBookingRequest, 'holdToken'>> {
    return (body, key) => this.api.reschedule(uid, token, body, key);
  }

  /** A second click or Enter during a request waits for the same result. */
  private runOnce(name: string, send: () => Promise<SendResult>): Promise<SendResult> {
    const running = this.running.get(name) ?? send().finally(() => this.running.delete(name));
    this.running.set(name, running);
    return running;
  }

  private resume<T extends Timed>(
    name: string,
    start: string | null,
    post: PostRequest<T>,
  ): Promise<SendResult> | null {
    const open = pendingRequest<T>(name);
    const isBefore = open && open.at < performance.timeOrigin && Date.now() - open.at < RESUMED_MS;
    if (!isBefore || open.body.start !== start) return null;
    return this.runOnce(name, () => this.settle(name, open, post));
  }

  private async send<T extends Timed>(
    name: string,
    body: T,
    holdToken: () => string | undefined,
    post: PostRequest<T>,
  ): Promise<SendResult> {
    const open = pendingRequest<T>(name);
    const former = open && !isSameForm(open, body) ? open : null;
    // Another time was chosen while the outcome of the first is unknown. Its hold was released, so it can no longer be
    // booked.
    if (former?.body.holdToken && former.body.start !== body.start) {
      const settled = await this.settle(name, former, post);
      if (settled.ok || isUnsettled(settled.problem)) return settled;
    }
    const result = await this.sendNew(name, body, holdToken, post);
    if (result.ok || former?.body.start !== body.start || !losesTime(result.problem)) return result;
    // Only other fields changed: the conflicting booking may be the client's own.
    const settled = await this.settle(name, former, post);
    return settled.ok ? settled : result;
  }

  private async sendNew<T extends Timed>(
    name: string,
    body: T,
    holdToken: () => string | undefined,
    post: PostRequest<T>,
  ): Promise<SendResult> {
    let token = holdToken();
    for (let request = 1; ; request++) {
      const sending = requestFor(name, body, token);
      const result = await this.settle(name, sending, post);
      if (result.ok || request === MAX_REQUESTS) return result;
      const { code } = result.problem;
      if (code === 'hold_expired') token = sending.body.holdToken === token ? undefined : holdToken();
      else if (code === 'idempotency_mismatch') token = holdToken();
      else return result;
    }
  }

  private async settle<T>(
    name: string,
    { body, key }: PendingRequest<T>,
    post: PostRequest<T>,
  ): Promise<SendResult> {
    try {
      const booking = await untilSettled(() => post(body, key));
      forgetRequest(name);
      return { ok: true, booking };
    } catch (error) {
      const problem = toProblem(error);
      // "Slow down" (429) leaves the outcome of an earlier attempt open.
      if (!isUnsettled(problem) && problem.status !== 429) forgetRequest(name);
      return { ok: false, problem };
    }
  }
}
