import { GRID_MINUTES } from '@expertbook/contracts';
import type { Offer } from '../availability/offer';

const MINUTE_MS = 60_000;
const GRID_MS = GRID_MINUTES * MINUTE_MS;

/** Where a claim lies: its session, its padded interval and the 5-minute buckets that interval touches. */
export interface ClaimInterval {
  start: Date;
  end: Date;
  duration: number;
  padStart: Date;
  padEnd: Date;
  buckets: number[];
}

/**
 * The place of a session of `duration` minutes from `start` (epoch milliseconds), with the event type's buffers. The
 * buckets run from the one the padded interval begins in to the one it ends in, so that intervals off the grid are covered
 * as well.
 */
export function claimInterval({ eventType }: Offer, start: number, duration: number): ClaimInterval {
  const end = start + duration * MINUTE_MS;
  const padStart = start - eventType.bufferBefore * MINUTE_MS;
  const padEnd = end + eventType.bufferAfter * MINUTE_MS;
  return {
    start: new Date(start),
    end: new Date(end),
    duration,
    padStart: new Date(padStart),
    padEnd: new Date(padEnd),
    buckets: bucketsOf(padStart, padEnd),
  };
}

/** The 5-minute steps since the epoch that `[from, to)` (epoch milliseconds) touches. */
export function bucketsOf(from: number, to: number): number[] {
  const first = Math.floor(from / GRID_MS);
  return Array.from({ length: Math.ceil(to / GRID_MS) - first }, (_, i) => first + i);
}
