import { startChild } from './processes.mjs';
import { alternate, median } from './rounds.mjs';
import { voidRun } from './void-run.mjs';

/**
 * Zones with summer time, a half hour, 45 minutes, a change at midnight, negative summer time, and recently changed
 * rules.
 */
const ZONES = ['Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Africa/Cairo', 'Europe/Dublin'];
const BOUND = { to: 1 };

/**
 * The first use of a zone in a new process, compared with the first use through `Intl.DateTimeFormat` in another: the
 * slowest of several zones, so that work done once for all zones is included.
 *
 * @param {import('./stage.mjs').Stage} stage
 * @param {string} bundle file of the engine
 * @param {{ rounds: number, report: import('./report.mjs').Report }} options
 */
export async function benchZones(stage, bundle, { rounds, report }) {
  const first = async (/** @type {string} */ way) => {
    const child = startChild('zone-cold.mjs', { args: [bundle, way], logFile: stage.logOf('zones') });
    const { milliseconds, instants } = await child.ask({ zones: ZONES });
    await child.stop();
    return { milliseconds, instants };
  };
  const { subjects, references } = await alternate(
    rounds,
    () => first('engine'),
    () => first('intl'),
  );
  for (const { instants } of subjects) {
    if (String(instants) !== String(references[0].instants))
      throw voidRun(`the engine converts to ${instants}, Intl to ${references[0].instants}.`);
  }
  const rowsOf = (/** @type {typeof subjects} */ all) => all.map(({ milliseconds }) => milliseconds);
  report.line({
    name: `engine, zone cold, dearest of ${ZONES.length}`,
    unit: 'ms',
    values: dearestColumn(rowsOf(subjects)),
    references: dearestColumn(rowsOf(references)),
    bound: BOUND,
  });
}

/**
 * @param {number[][]} rows one a round, with a figure a zone
 * @returns {number[]} one a round, of the zone whose median is the greatest
 */
export function dearestColumn(rows) {
  const columns = rows[0].map((_, zone) => rows.map((row) => row[zone]));
  return columns.reduce((most, column) => (median(column) > median(most) ? column : most));
}
