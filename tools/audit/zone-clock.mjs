import { createRequire } from 'node:module';

/** Zones by moment-timezone's own reading of its data: another way there than the one of libs/scheduling. */
export function zoneClock() {
  /** @type {any} loaded only where there is a limit to count: it takes a while */
  let moment;
  return (/** @type {string} */ zone, /** @type {number} */ instant) => {
    moment ??= createRequire(import.meta.url)('moment-timezone');
    return moment.tz.zone(zone)?.utcOffset(instant);
  };
}
