import type { LocationKind } from '@expertbook/contracts';
import type { TextKey } from '@expertbook/web-shared/i18n/translator';
import type { IconName } from '@expertbook/web-shared/ui/icon';

interface PlaceWords {
  icon: IconName;
  label: TextKey<'portal-event-types'>;
  about: TextKey<'portal-event-types'>;
  /** For clients, on the booking page. */
  shown: TextKey<'booking'>;
}

/** Text and icon of each kind of location. */
export const PLACE_WORDS: Readonly<Record<LocationKind, PlaceWords>> = {
  jitsi: { icon: 'video', label: 'place.jitsi', about: 'place.jitsi.about', shown: 'place.video' },
  mock_zoom: { icon: 'video', label: 'place.zoom', about: 'place.mock.about', shown: 'place.zoom' },
  mock_google_meet: { icon: 'video', label: 'place.meet', about: 'place.mock.about', shown: 'place.meet' },
  link: { icon: 'link', label: 'place.link', about: 'place.link.about', shown: 'place.online' },
  phone: { icon: 'phone', label: 'place.phone', about: 'place.phone.about', shown: 'place.phone' },
  in_person: { icon: 'map-pin', label: 'place.person', about: 'place.person.about', shown: 'place.person' },
};
