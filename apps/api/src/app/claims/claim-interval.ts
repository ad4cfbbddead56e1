import { GRID_MINUTES } from '@expertbook/contracts';
import type { Offer } from '../availability/offer';

const MINUTE_MS = 60_000;
const GRID_MS = GRID_MINUTES * MINUTE_MS;

/** The interval of a claim: its session, its padded interval and the 5-minute buckets that interval touches. */
export interface ClaimInterval {
  start: Date;
  end: Date;
  /** Minutes. */
  duration: number;
  padStart: Date;
  padEnd: Date;
  buckets: number[];
}

/** A claim with its buffers; two live ones of an expert never overlap, so it identifies one. */
export type PaddedInterval = Pick<ClaimInterval, 'padStart' | 'padEnd'>;

/** The interval of a session of `duration` minutes from `start` (epoch milliseconds), with the event type's buffers. */
export function claimInterval({ eventType }: Offer, start: number, duration: number): ClaimInterval {
  const { bufferBefore: before, bufferAfter: after } = eventType;
  return intervalBetween(start, start + duration * MINUTE_MS, { before, after });
}

/** The interval `[start, end)` (epoch milliseconds), with buffers in minutes. */
export function intervalBetween(
  start: number,
  end: number,
  buffers: { before: number; after: number } = { before: 0, after: 0 },
): ClaimInterval {
  const padStart = start - buffers.before * MINUTE_MS;
  const padEnd = end + buffers.after * MINUTE_MS;
  return {
    start: new Date(start),
    end: new Date(end),
    duration: (end - start) / MINUTE_MS,
    padStart: new Date(padStart),
    padEnd: new Date(padEnd),
    buckets: bucketsOf(padStart, padEnd),
  };
}

/**
 * The 5-minute buckets since the epoch that `[from, to)` (epoch milliseconds) touches: from the one in which it
 * begins to the one in which it ends, so that intervals off the grid are covered as well.
 */
export function bucketsOf(from: number, to: number): number[] {
  const first = Math.floor(from / GRID_MS);
  return Array.from({ length: Math.ceil(to / GRID_MS) - first }, (_, i) => first + i);
}

/** Whether two padded intervals are the same. */
export function isSameInterval(one: PaddedInterval, other: PaddedInterval): boolean {
  return +one.padStart === +other.padStart && +one.padEnd === +other.padEnd;
}
