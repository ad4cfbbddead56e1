/**
 * `node zone-cold.mjs <engine bundle> engine|intl`: IPC `{ zones }` -> `{ milliseconds, instants }`, one entry per
 * zone: the duration of the first conversion of a wall time, and its result.
 */
import { pathToFileURL } from 'node:url';

const [, , bundle, way] = process.argv;
const { toInstant } = await import(pathToFileURL(bundle).href);
const WALL = Date.UTC(2027, 6, 1, 12, 0);

process.on('message', (/** @type {{ zones: string[] }} */ { zones }) => {
  const convert = way === 'engine' ? throughEngine : throughIntl;
  const milliseconds = [];
  const instants = [];
  for (const zone of zones) {
    const began = performance.now();
    instants.push(convert(zone));
    milliseconds.push(performance.now() - began);
  }
  process.send?.({ milliseconds, instants });
});
process.on('disconnect', () => process.exit());

/** @param {string} zone */
function throughEngine(zone) {
  return toInstant(zone, '2027-07-01', 12 * 60);
}

/** @param {string} zone */
function throughIntl(zone) {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  /** @type {Record<string, number>} */
  const parts = {};
  for (const { type, value } of format.formatToParts(WALL)) parts[type] = Number(value);
  const wall = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute);
  return WALL - (wall - WALL);
}
