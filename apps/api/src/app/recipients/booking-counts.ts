import type { MailRecipient } from './mail-recipient.schema';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
/** How long an address stays proven without being booked with. */
export const PROVEN_MS = 400 * DAY_MS;
/** Addresses of one mailbox that are remembered as proven. */
const MAX_PROVEN = 20;
/** Answers that a document keeps until they are read, a moment later. */
const MAX_GRANTS = 8;

/** Bookings that one mailbox may be mailed about. */
export interface BookingCountLimits {
  perHour: number;
  perDay: number;
}

export interface CountRules {
  /** For unverified addresses. */
  unproven: BookingCountLimits;
  proven: BookingCountLimits;
}

/** What the counts say of more bookings. */
export interface CountVerdict {
  isProven: boolean;
  /** How many more there may be now. */
  room: number;
  /** Seconds until the windows that are full have ended; 0 when none is. */
  seconds: number;
}

/**
 * What the counts say of more bookings.
 * @param known the recipient before them; null when nothing is known
 * @param address keyed hash of the address that is booked with
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
export interface CountedTogether {
  /** Keyed hash of the address. */
  address: string;
  /** How many there are. */
  count: number;
  /** By which the document says afterwards how many of them had room; not said when left out. */
  ticket?: string;
}

/**
 * The update that counts bookings as far as there is room, in the database's own words: it says the same as
 * {@link verdictOf}, in one step with the writing, so that requests at once cannot both take the last place. What has no room
 * is not counted.
 */
export function countUpdate(
  { address, count, ticket }: CountedTogether,
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

/** The update that notes an address as proven; the ones longest proven make room. */
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
