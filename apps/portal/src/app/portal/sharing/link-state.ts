import type { BookingLink } from '@expertbook/contracts';

/** State of a secret link. */
export type LinkState = 'open' | 'used' | 'expired';

/** A used link stays used after it expires. It is expired from `expiresAt` on. */
export function linkState({ usedAt, expiresAt }: BookingLink, now: Date): LinkState {
  if (usedAt !== null) return 'used';
  return expiresAt !== null && Date.parse(expiresAt) <= now.getTime() ? 'expired' : 'open';
}

/** When a link created at `now` expires that is valid for `days`; null = never. */
export function expiryAfter(days: number | null, now: Date): string | null {
  return days === null ? null : new Date(now.getTime() + days * 86_400_000).toISOString();
}
