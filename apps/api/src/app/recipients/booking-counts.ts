import type { PipelineStage } from 'mongoose';
import type { CountWindow, MailRecipient } from './mail-recipient.schema';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
/** How long an address stays proven without being booked with. */
export const PROVEN_MS = 400 * DAY_MS;
/** Addresses of one mailbox that are remembered as proven. */
const MAX_PROVEN = 20;

/** Bookings that one mailbox may be mailed about. */
export interface BookingCountLimits {
  perHour: number;
  perDay: number;
}

export interface CountRules {
  /** For addresses that nobody has proven. */
  unproven: BookingCountLimits;
  proven: BookingCountLimits;
}

/** What the counts say of one more booking. */
export interface CountVerdict {
  isProven: boolean;
  isAdmitted: boolean;
  /** Seconds until the windows that are full have ended; 0 when none is. */
  seconds: number;
}

/**
 * What the counts say of one more booking.
 * @param before the recipient before it; null when nothing is known
 * @param address keyed hash of the address that is booked with
 */
export function verdictOf(
  before: Pick<MailRecipient, 'hour' | 'day' | 'proven'> | null,
  address: string,
  rules: CountRules,
  now: Date,
): CountVerdict {
  const isProven = before?.proven?.some((one) => one.address === address) ?? false;
  const limits = isProven ? rules.proven : rules.unproven;
  const full = [
    isFull(before?.hour, limits.perHour, now) ? before?.hour : undefined,
    isFull(before?.day, limits.perDay, now) ? before?.day : undefined,
  ].filter((window) => window !== undefined);
  const waits = full.map(({ endsAt }) => Math.ceil((endsAt.getTime() - now.getTime()) / 1000));
  return { isProven, isAdmitted: full.length === 0, seconds: Math.max(0, ...waits) };
}

function isFull(window: CountWindow | undefined, limit: number, now: Date): boolean {
  return window !== undefined && window.endsAt > now && window.hits >= limit;
}

/**
 * The update that counts one more booking, in the database's own words: it says the same as {@link verdictOf}, in one step
 * with the writing, so that requests at once cannot both take the last place. What is not admitted is not counted.
 */
export function countUpdate(address: string, rules: CountRules, now: Date): PipelineStage.AddFields[] {
  const isProven = { $in: [address, { $ifNull: ['$proven.address', []] }] };
  const limit = (name: keyof BookingCountLimits) => ({
    $cond: [isProven, rules.proven[name], rules.unproven[name]],
  });
  const isOver = (window: string) => ({ $lte: [{ $ifNull: [`$${window}.endsAt`, now] }, now] });
  const hasPlace = (window: string, name: keyof BookingCountLimits) => ({
    $or: [isOver(window), { $lt: [`$${window}.hits`, limit(name)] }],
  });
  const isAdmitted = { $and: [hasPlace('hour', 'perHour'), hasPlace('day', 'perDay')] };
  const counted = (window: string, length: number) => ({
    $cond: [
      isAdmitted,
      {
        hits: { $cond: [isOver(window), 1, { $add: [`$${window}.hits`, 1] }] },
        endsAt: { $cond: [isOver(window), new Date(now.getTime() + length), `$${window}.endsAt`] },
      },
      `$${window}`,
    ],
  });
  const kept = { $cond: [isProven, PROVEN_MS, DAY_MS] };
  return [
    {
      $set: {
        hour: counted('hour', HOUR_MS),
        day: counted('day', DAY_MS),
        forgetAt: { $max: ['$forgetAt', { $add: [now, kept] }] },
      },
    } as unknown as PipelineStage.AddFields,
  ];
}

/** The update that notes an address as proven; the ones longest proven make room. */
export function proofUpdate(address: string, now: Date): PipelineStage.AddFields[] {
  const others = {
    $filter: {
      input: { $ifNull: ['$proven', []] },
      cond: { $ne: ['$$this.address', address] },
    },
  };
  return [
    {
      $set: {
        proven: { $concatArrays: [{ $slice: [others, 1 - MAX_PROVEN] }, [{ address, at: now }]] },
        forgetAt: new Date(now.getTime() + PROVEN_MS),
      },
    } as unknown as PipelineStage.AddFields,
  ];
}
