/** An instant as ISO 8601 with a numeric offset or `Z`, e.g. `2027-01-04T09:00:00+01:00` (RFC 3339). */
export type IsoInstant = string;
/** A calendar day without a zone, `YYYY-MM-DD`. */
export type LocalDate = string;
/** A wall-clock time `HH:mm`, `00:00` to `23:59`; as the end of a range also `24:00`, the next local midnight. */
export type LocalTime = string;
/** An IANA time-zone name, e.g. `Europe/Berlin`. */
export type TimeZoneName = string;

/** Every duration, buffer, interval and booking start is on this grid. Minutes. */
export const GRID_MINUTES = 5;
