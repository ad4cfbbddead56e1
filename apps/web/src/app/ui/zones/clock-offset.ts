import type { TimeZoneName } from '@expertbook/contracts';

/** Minutes that the clocks of a zone are ahead of UTC at an instant, by the browser's data; 0 for a zone it does not know. */
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
