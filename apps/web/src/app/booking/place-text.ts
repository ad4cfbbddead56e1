import type { EventLocation, LocationKind } from '@expertbook/contracts';
import type { TextKey } from '../i18n/translator';
import type { IconName } from '../ui/icon';

/** How a kind of place is shown to a client before the place itself is known. */
const PLACES: Readonly<Record<LocationKind, { icon: IconName; text: TextKey<'booking'> }>> = {
  jitsi: { icon: 'video', text: 'place.video' },
  mock_zoom: { icon: 'video', text: 'place.zoom' },
  mock_google_meet: { icon: 'video', text: 'place.meet' },
  link: { icon: 'link', text: 'place.online' },
  phone: { icon: 'phone', text: 'place.phone' },
  in_person: { icon: 'map-pin', text: 'place.person' },
};

export function placeOf(kind: LocationKind): { icon: IconName; text: TextKey<'booking'> } {
  return PLACES[kind];
}

/** What the expert wrote for places that are not made by us; null for links, which are shown as links. */
export function placeDetail(location: EventLocation): string | null {
  return location.kind === 'phone' || location.kind === 'in_person' ? (location.value ?? null) : null;
}
