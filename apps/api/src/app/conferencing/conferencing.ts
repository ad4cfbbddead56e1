import { Inject, Injectable } from '@nestjs/common';
import type { EventLocation, LocationKind } from '@expertbook/contracts';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import type { ConferenceProvider } from './conference-provider';
import { MOCK_GOOGLE_MEET, MOCK_ZOOM } from './demo-video';
import { jitsi } from './jitsi';

/** The expert's own link, the same for every booking. */
const OWN_LINK: ConferenceProvider = { newMeetingUrl: ({ value }) => value ?? null };

/** The meetings of bookings, by the location of their event type. */
@Injectable()
export class Conferencing {
  /** Null for locations without a meeting. */
  private readonly providers: Readonly<Record<LocationKind, ConferenceProvider | null>>;

  constructor(@Inject(ENVIRONMENT) { jitsiUrl }: Pick<Environment, 'jitsiUrl'>) {
    this.providers = {
      jitsi: jitsi(jitsiUrl),
      mock_zoom: MOCK_ZOOM,
      mock_google_meet: MOCK_GOOGLE_MEET,
      link: OWN_LINK,
      phone: null,
      in_person: null,
    };
  }

  /** See {@link ConferenceProvider.newMeetingUrl}. */
  newMeetingUrl(location: EventLocation): string | null {
    return this.providers[location.kind]?.newMeetingUrl(location) ?? null;
  }
}
