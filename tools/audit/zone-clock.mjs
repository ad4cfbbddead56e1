import { createRequire } from 'node:module';

/** Zones as read by moment-timezone from its data, independent of libs/scheduling. */
export function zoneClock() {
  /** @type {any} loaded only where there is a limit to count: it takes a while */
  let moment;
  return (/** @type {string} */ zone, /** @type {number} */ instant) => {
    moment ??= createRequire(import.meta.url)('moment-timezone');
    return moment.tz.zone(zone)?.utcOffset(instant);
  };
}
