import type { BookingLink } from '@expertbook/contracts';

/** What has become of a link with a secret. */
export type LinkState = 'open' | 'used' | 'expired';

/** A link that was used up stays so, also after its end. An end that has come has passed. */
export function linkState({ usedAt, expiresAt }: BookingLink, now: Date): LinkState {
  if (usedAt !== null) return 'used';
  return expiresAt !== null && Date.parse(expiresAt) <= now.getTime() ? 'expired' : 'open';
}

/** When a link made at `now` ends that is to be good for `days`; null = it does not end. */
export function expiryAfter(days: number | null, now: Date): string | null {
  return days === null ? null : new Date(now.getTime() + days * 86_400_000).toISOString();
}
