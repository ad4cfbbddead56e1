import type { LocationKind } from '@expertbook/contracts';
import type { ClientIcon } from './client-icons';

/**
 * How clients and experts are shown a kind of place before the place itself is known: its icon, and the key of its
 * text.
 */
export const PLACES = {
  jitsi: { icon: 'video', text: 'place.video' },
  mock_zoom: { icon: 'video', text: 'place.zoom' },
  mock_google_meet: { icon: 'video', text: 'place.meet' },
  link: { icon: 'link', text: 'place.online' },
  phone: { icon: 'phone', text: 'place.phone' },
  in_person: { icon: 'map-pin', text: 'place.person' },
} as const satisfies Readonly<Record<LocationKind, { icon: ClientIcon; text: string }>>;
