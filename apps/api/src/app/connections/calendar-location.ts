/** A calendar as a provider names it. */
export interface CalendarLocation {
  /** The provider's id or address of it; may be a secret, so it is stored encrypted. */
  location: string;
  /** IANA name of the zone of its days; null where the provider does not say. */
  timeZone: string | null;
}
