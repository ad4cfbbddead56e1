import type { AvailabilityReason } from '@expertbook/contracts';
import type { Types } from 'mongoose';
import type { Offer } from '../availability/offer';
import type { BusyClaim } from '../calendars/booking.schema';
import type { CalendarTransaction, CalendarWrites } from '../calendars/calendar-transaction';
import type { ClaimInterval, PaddedInterval } from './claim-interval';

/** A requested time, and the changes that go with it. */
export interface ClaimRequest {
  offer: Offer;
  /** Epoch milliseconds. */
  start: number;
  /** Minutes, one of the event type's. */
  duration: number;
  /** The requester's own claims, which do not block: their hold, the booking that is rescheduled. */
  excluded: PaddedInterval[];
  reason: AvailabilityReason;
  /** Bookings whose visible data changes for the expert; called in each attempt of the transaction. */
  bookingIds: () => Types.ObjectId[] | Promise<Types.ObjectId[]>;
  /** Intervals that the same transaction frees. */
  freed: PaddedInterval[];
  /** The resulting claim, where it is known and alone in its interval: calendar caches then need not read it. */
  claim?: Pick<BusyClaim, 'status' | 'expiresAt'>;
  /** No transaction begins after this moment, epoch milliseconds; see `withRequestDeadline`. */
  until: number;
}

/** Decides whether a requester may claim a time; started once it looks bookable, in parallel to the transaction. */
export interface Authorization<A> {
  /** Awaited before anything is written. Rejects when they may not. */
  verdict: Promise<A>;
  /** Whether no transaction begins before the verdict. */
  isAwaitedFirst: boolean;
  /** Undoes the counts of the verdict when the claim fails. */
  revoke: (verdict: A) => void;
}

/**
 * How a claim is authorized and written. Both kinds of work may run several times and have no side effect outside
 * their writes.
 */
export type ClaimWriter<T, A> = {
  authorize: () => Authorization<A>;
} & (
  | {
      /** Only writes: may share a commit with other calendars (`CalendarTransactions.commit`). */
      mode: 'commit';
      write: (writes: CalendarWrites, interval: ClaimInterval, verdict: A) => Promise<T>;
    }
  | {
      /** Reads in its transaction (`CalendarTransactions.run`). */
      mode: 'run';
      write: (transaction: CalendarTransaction, interval: ClaimInterval, verdict: A) => Promise<T>;
    }
);

/** For claims without an authorization. */
export const unrestricted = (): Authorization<void> => ({
  verdict: Promise.resolve(),
  isAwaitedFirst: false,
  revoke: () => undefined,
});

/** Equal for requests that ask for the same thing. */
export function requestKey({ offer, start, duration }: ClaimRequest): string {
  return `${String(offer.eventType._id)}/${start}/${duration}`;
}
