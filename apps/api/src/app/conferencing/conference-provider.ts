import type { EventLocation } from '@expertbook/contracts';

/** Makes the meetings of one kind of location, which is one video service. */
export interface ConferenceProvider {
  /**
   * Address of a new meeting, https (or http on this machine); null where the location has no meeting. Another one at
   * every call, from the system's cryptographic generator.
   *
   * It is called before the booking's transaction and asks no other server. A service whose meetings exist only after a
   * request has no address at that time: the request belongs into an outbox row, after the commit.
   */
  newMeetingUrl(location: EventLocation): string | null;
}
