import type { EventLocation, LocationKind } from '@expertbook/contracts';
import type { TextKey } from '../i18n/translator';
import type { IconName } from '../ui/icon';

/** How a kind of location is shown before the location itself is known. */
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

/** The expert's own text for a location; null for links, which are shown as links. */
export function placeDetail(location: EventLocation): string | null {
  return location.kind === 'phone' || location.kind === 'in_person' ? (location.value ?? null) : null;
}
