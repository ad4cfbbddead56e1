import { RESERVED_HANDLES } from '@expertbook/contracts';

export type PublicPage =
  | { kind: 'home' | 'unknown' }
  | { kind: 'profile'; handle: string }
  | { kind: 'event'; handle: string; slug: string }
  | { kind: 'booking'; uid: string };

/** The page of an address. The first segment is a handle unless the application reserves it. */
export function publicPageOf(segments: readonly string[]): PublicPage {
  const [first, second, ...more] = segments;
  if (first === undefined) return { kind: 'home' };
  if (more.length > 0) return { kind: 'unknown' };
  if (first === 'bookings' && second !== undefined) return { kind: 'booking', uid: second };
  if (RESERVED_HANDLES.includes(first.toLowerCase())) return { kind: 'unknown' };
  return second === undefined
    ? { kind: 'profile', handle: first }
    : { kind: 'event', handle: first, slug: second };
}
