import { Injectable, inject } from '@angular/core';
import type {
  CreateBookingRequest,
  CreatedBooking,
  Problem,
  RescheduleBookingRequest,
} from '@expertbook/contracts';
import { BookingsApi } from '../data/bookings-api';
import { isNetworkFailure, toProblem } from '../data/problem';
import { forgetSending, sendingOf } from './form-draft';

export type SendResult = { ok: true; booking: CreatedBooking } | { ok: false; problem: Problem };

const MOST_TRIES = 4;
const PAUSE_MS = 700;

/**
 * Sends a booking so that one filled-in form makes one booking: the same request under the same key when the network
 * fails or the first answer is still being made, a new one only when the server says that the old can never succeed.
 */
@Injectable({ providedIn: 'root' })
export class BookingSender {
  private readonly api = inject(BookingsApi);
  private readonly running = new Map<string, Promise<SendResult>>();

  /** `holdToken` is asked again for each new request: a hold may have ended in between. Never rejects. */
  book(
    body: Omit<CreateBookingRequest, 'holdToken'>,
    holdToken: () => string | undefined,
    link: string | null = null,
  ): Promise<SendResult> {
    return this.once(body.eventTypeId, () =>
      this.send(body.eventTypeId, body, holdToken, (sent, key) => this.api.create(sent, key, link)),
    );
  }

  reschedule(
    uid: string,
    token: string,
    body: Omit<RescheduleBookingRequest, 'holdToken'>,
    holdToken: () => string | undefined,
  ): Promise<SendResult> {
    return this.once(uid, () =>
      this.send(uid, body, holdToken, (sent, key) => this.api.reschedule(uid, token, sent, key)),
    );
  }

  /** A second click or Enter while the first is on its way waits for the same answer. */
  private once(name: string, send: () => Promise<SendResult>): Promise<SendResult> {
    const running = this.running.get(name) ?? send().finally(() => this.running.delete(name));
    this.running.set(name, running);
    return running;
  }

  private async send<T extends object>(
    name: string,
    body: T,
    holdToken: () => string | undefined,
    post: (body: T & { holdToken?: string }, key: string) => Promise<CreatedBooking>,
  ): Promise<SendResult> {
    let token = holdToken();
    for (let attempt = 1; ; attempt++) {
      const sending = sendingOf(name, body, token);
      try {
        const booking = await post(sending.body, sending.key);
        forgetSending(name);
        return { ok: true, booking };
      } catch (error) {
        const problem = toProblem(error);
        const again = attempt < MOST_TRIES;
        if (again && (problem.code === 'hold_expired' || problem.code === 'idempotency_mismatch')) {
          forgetSending(name);
          token =
            problem.code === 'hold_expired' && sending.body.holdToken === token ? undefined : holdToken();
          continue;
        }
        if (
          again &&
          (problem.code === 'idempotency_in_progress' || isNetworkFailure(problem)) &&
          navigator.onLine
        ) {
          await new Promise((wake) => setTimeout(wake, PAUSE_MS * attempt));
          continue;
        }
        // Only without an answer may the booking exist all the same; then the very same request must be sent again.
        if (!isNetworkFailure(problem) && problem.code !== 'idempotency_in_progress') forgetSending(name);
        return { ok: false, problem };
      }
    }
  }
}
