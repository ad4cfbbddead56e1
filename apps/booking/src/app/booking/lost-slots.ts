import type { AvailabilityChanged, AvailabilityReason, Slot } from '@expertbook/contracts';
import type { FreeDays } from './slot-store';

/** Queries about a lost time. Separate from the store, which is part of the first load. */

/** Reason of the newest push that claimed a part of the interval; null without one. */
export function lastReason(
  changes: readonly AvailabilityChanged[],
  [from, to]: readonly [number, number],
): AvailabilityReason | null {
  const taking = changes.filter(({ taken }) =>
    taken.some(([start, end]) => from < Date.parse(end) && Date.parse(start) < to),
  );
  return taking.at(-1)?.reason ?? null;
}

/** Free slots nearest to an instant, earliest first. */
export function nearestSlots(days: readonly FreeDays[], instant: number, max: number): Slot[] {
  const distance = (slot: Slot) => Math.abs(Date.parse(slot.start) - instant);
  const unique = new Map<number, Slot>();
  for (const slot of days.flatMap((month) => Object.values(month).flat())) {
    if (distance(slot) > 0) unique.set(Date.parse(slot.start), slot);
  }
  return [...unique.values()]
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, max)
    .sort((a, b) => Date.parse(a.start) - Date.parse(b.start));
}
