import type { EventLocation } from '@expertbook/contracts';

/** The expert's own text for a location; null for links, which are shown as links. */
export function placeDetail(location: EventLocation): string | null {
  return location.kind === 'phone' || location.kind === 'in_person' ? (location.value ?? null) : null;
}
