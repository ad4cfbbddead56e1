import type { EventLocation, LocationKind } from '@expertbook/contracts';
import type { IconName } from '../ui/icon';

/** How a kind of place is shown to a client before the place itself is known. */
const PLACES: Readonly<Record<LocationKind, { icon: IconName; text: string }>> = {
  jitsi: { icon: 'video', text: 'Video call' },
  mock_zoom: { icon: 'video', text: 'Zoom call' },
  mock_google_meet: { icon: 'video', text: 'Google Meet' },
  link: { icon: 'link', text: 'Online' },
  phone: { icon: 'phone', text: 'Phone call' },
  in_person: { icon: 'map-pin', text: 'In person' },
};

export function placeOf(kind: LocationKind): { icon: IconName; text: string } {
  return PLACES[kind];
}

/** What the expert wrote for places that are not made by us; null for links, which are shown as links. */
export function placeDetail(location: EventLocation): string | null {
  return location.kind === 'phone' || location.kind === 'in_person' ? (location.value ?? null) : null;
}
