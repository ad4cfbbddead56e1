import type { MailRecipient } from './mail-recipient.schema';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
/** How long an address stays verified without a booking. */
export const PROVEN_MS = 400 * DAY_MS;
/** Verified addresses stored per mailbox. */
const MAX_PROVEN = 20;
/** Results that a document keeps until they are read, a moment later. */
const MAX_GRANTS = 8;

/** Bookings per window for which one mailbox may get mails. */
export interface BookingCountLimits {
  perHour: number;
  perDay: number;
}

export interface CountRules {
  /** For unverified addresses. */
  unproven: BookingCountLimits;
  proven: BookingCountLimits;
}

/** Whether further bookings are allowed. */
export interface CountVerdict {
  isProven: boolean;
  /** How many more are allowed now. */
  room: number;
  /** Seconds until all full windows have ended; 0 when none is full. */
  seconds: number;
}

/**
 * Decides on further bookings.
 * @param known the recipient before them; null for an unknown one
 * @param address keyed hash of the booking's address
 */
export function verdictOf(
  known: Pick<MailRecipient, 'hour' | 'day' | 'proven'> | null,
  address: string,
  rules: CountRules,
  now: Date,
): CountVerdict {
  const isProven = known?.proven?.some((one) => one.address === address) ?? false;
  const limits = isProven ? rules.proven : rules.unproven;
  const windows = [
    { window: known?.hour, limit: limits.perHour },
    { window: known?.day, limit: limits.perDay },
  ].map(({ window, limit }) => ({
    room: window && window.endsAt > now ? Math.max(0, limit - window.hits) : limit,
    endsAt: window?.endsAt ?? now,
  }));
  const waits = windows
    .filter(({ room }) => room === 0)
    .map(({ endsAt }) => Math.ceil((endsAt.getTime() - now.getTime()) / 1000));
  return {
    isProven,
    room: Math.min(...windows.map(({ room }) => room)),
    seconds: Math.max(0, ...waits),
  };
}

/** Bookings with one address that are counted together. */
export interface CountBatch {
  /** Keyed hash of the address. */
  address: string;
  /** How many bookings there are. */
  count: number;
  /** Key under which the document then has the number of accepted bookings; not stored when left out. */
  ticket?: string;
}

/**
 * The update that counts as many bookings as the limit allows, as an aggregation expression. It has the same result
 * as {@link verdictOf}, but reads and writes in one step, so that concurrent requests cannot both take the last
 * place. Bookings over the limit are not counted.
 */
export function countUpdate(
  { address, count, ticket }: CountBatch,
  rules: CountRules,
  now: Date,
): Record<string, unknown>[] {
  const isProven = { $in: [address, { $ifNull: ['$proven.address', []] }] };
  const limit = (name: keyof BookingCountLimits) => ({
    $cond: [isProven, rules.proven[name], rules.unproven[name]],
  });
  const isOver = (window: string) => ({ $lte: [{ $ifNull: [`$${window}.endsAt`, now] }, now] });
  const roomIn = (window: string, name: keyof BookingCountLimits) => ({
    $subtract: [limit(name), { $cond: [isOver(window), 0, `$${window}.hits`] }],
  });
  const counted = (window: string, length: number) => ({
    $cond: [
      { $gt: ['$granted', 0] },
      {
        hits: { $add: ['$granted', { $cond: [isOver(window), 0, `$${window}.hits`] }] },
        endsAt: { $cond: [isOver(window), new Date(now.getTime() + length), `$${window}.endsAt`] },
      },
      `$${window}`,
    ],
  });
  const granted = { $max: [0, { $min: [count, roomIn('hour', 'perHour'), roomIn('day', 'perDay')] }] };
  const grants = { $concatArrays: [{ $ifNull: ['$grants', []] }, [{ ticket, count: '$granted' }]] };
  return [
    { $set: { granted } },
    {
      $set: {
        hour: counted('hour', HOUR_MS),
        day: counted('day', DAY_MS),
        forgetAt: { $max: ['$forgetAt', { $add: [now, { $cond: [isProven, PROVEN_MS, DAY_MS] }] }] },
        ...(ticket !== undefined && { grants: { $slice: [grants, -MAX_GRANTS] } }),
      },
    },
    { $unset: 'granted' },
  ];
}

/** The update that marks an address as verified; the oldest one is removed. */
export function proofUpdate(address: string, now: Date): Record<string, unknown>[] {
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
    },
  ];
}
