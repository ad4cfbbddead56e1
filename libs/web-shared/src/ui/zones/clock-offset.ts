import type { TimeZoneName } from '@expertbook/contracts';

/**
 * Offset of a zone from UTC at an instant in minutes, positive to the east, by the browser's data; 0 for an unknown
 * zone.
 */
export function clockOffset(instant: Date, zone: TimeZoneName): number {
  let text: string | undefined;
  try {
    text = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
      .formatToParts(instant)
      .find(({ type }) => type === 'timeZoneName')?.value;
  } catch {
    return 0;
  }
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d{2}):(\d{2})/.exec(text ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
