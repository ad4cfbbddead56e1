import type { EventLocation } from '@expertbook/contracts';

/** What the expert wrote for places that are not made by us; null for links, which are shown as links. */
export function placeDetail(location: EventLocation): string | null {
  return location.kind === 'phone' || location.kind === 'in_person' ? (location.value ?? null) : null;
}
