import fc from 'fast-check';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { readBusyTimes } from '../src/app/busy-times/read-busy-times';
import type { ZoneClock } from '../src/app/busy-times/zone-clock';
import { ianaClock } from '../src/app/busy-times/zone-clock';
import { anyCalendar } from './random-calendar';

/** `BUSY_TIMES_CASES=5000 npx jest -c apps/api/jest.int.config.cjs --testPathPatterns=busy-times-oracle` for many. */
const CASES = Number(process.env['BUSY_TIMES_CASES'] ?? 500);
const SEED = Number(process.env['BUSY_TIMES_SEED'] ?? Date.now() % 1_000_000);
const ROOT = join(__dirname, '../../..');
const ZONE = 'Europe/Berlin';
const MINUTE = 60_000;
const DAY = 86_400_000;
const FROM = Date.UTC(2026, 8, 1);
const TO = Date.UTC(2027, 3, 15);

interface Expanded {
  start: number;
  end: number;
  allDay: boolean;
  transparent: boolean;
  status: string;
}

/** As Python's `recurring-ical-events` expands them. */
async function expandedByPython(files: readonly string[]): Promise<(Expanded[] | { error: string })[]> {
  const reader = spawn(process.execPath, ['tools/recurrences/expand.mjs'], { cwd: ROOT });
  // A wider range than the compared one: that library reads floating times in UTC when it filters.
  reader.stdin.end(
    JSON.stringify({ from: (FROM - 9 * DAY) / 1000, to: (TO + 9 * DAY) / 1000, zone: ZONE, files }),
  );
  const [said, complaints] = await Promise.all([text(reader.stdout), text(reader.stderr)]);
  if (said === '') throw new Error(complaints);
  return JSON.parse(said) as (Expanded[] | { error: string })[];
}

const lineOf = (start: number, end: number, ...words: unknown[]): string =>
  [new Date(start).toISOString(), new Date(end).toISOString(), ...words].join(' ');

function ours(file: string): string[] {
  const { busy, problems } = readBusyTimes([file], {
    from: FROM,
    to: TO,
    expertZone: ZONE,
    transparent: true,
  });
  expect(problems).toEqual([]);
  return busy
    .map((one) => lineOf(one.start, one.end, one.allDay, one.transparency === 'transparent', one.status))
    .sort();
}

function theirs(expanded: readonly Expanded[]): Expanded[] {
  return expanded
    .map((one) => ({ ...one, start: one.start * 1000, end: one.end * 1000 }))
    .filter(({ status }) => status !== 'CANCELLED');
}

function linesOf(expanded: readonly Expanded[]): string[] {
  return expanded
    .filter(({ start, end }) => end > start && end > FROM && start < TO)
    .map((one) => lineOf(one.start, one.end, one.allDay, one.transparent, one.status.toLowerCase()))
    .sort();
}

const isEqual = (a: readonly string[], b: readonly string[]): boolean => a.join('\n') === b.join('\n');

/**
 * The two differences there are:
 * - A `DTSTART` that its rule does not make counts as the first occurrence (RFC 5545, section 3.3.10); Python does not count it.
 * - Hours and minutes are exact, and the length of a series is that of its first event (sections 3.3.6 and 3.8.5.3); Python adds them to the
 *   wall time, which differs across a clock change.
 *
 * Files that both exclude and replace one occurrence are not generated: Python drops the occurrence, this code keeps it, so that a time
 * with an event is never offered.
 * @returns whether these, and nothing else, make the whole calendar differ
 */
function isExplained(file: string, found: readonly Expanded[]): boolean {
  const counted = file.replace(/COUNT=(\d+)/, (_, count) => `COUNT=${Number(count) + 1}`);
  return [file, counted].some((one) => {
    const known = new Set(ours(one));
    const exact = found.map((each) => {
      const end = endsOf(file, each).find((other) =>
        known.has(String(linesOf([{ ...each, end: other }])[0])),
      );
      return { ...each, end: end ?? each.end };
    });
    return isEqual([...known], linesOf(exact));
  });
}

/** The end as found, and the exact ends of an occurrence whose start is at its wall time, or was before a gap. */
function endsOf(file: string, { start, end, allDay }: Expanded): number[] {
  if (allDay) return [end];
  const clock = ianaClock(/TZID=([^:]+):/.exec(file)?.[1] ?? ZONE);
  const wall = clock.toWall(start);
  const walls = [wall, wall - 30 * MINUTE, wall - 60 * MINUTE].filter(
    (one) => clock.toInstant(one) === start,
  );
  return [end, ...walls.map((one) => start + clock.toWall(end) - one), start + lengthOfFirst(file, clock)];
}

function lengthOfFirst(file: string, clock: ZoneClock): number {
  const [from, to] = ['DTSTART', 'DTEND'].map((name) => {
    const written = new RegExp(`^${name}[^:]*:(\\d{4})(\\d\\d)(\\d\\d)T(\\d\\d)(\\d\\d)00`, 'm').exec(file);
    return written
      ? clock.toInstant(Date.parse(`${written.slice(1, 4).join('-')}T${written[4]}:${written[5]}Z`))
      : 0;
  });
  return (to ?? 0) - (from ?? 0);
}

interface Difference {
  file: string;
  error?: string;
  missing?: string[];
  extra?: string[];
}

describe('busy times', () => {
  it(`equal those of an independent expansion, of ${CASES} random calendars (seed ${SEED})`, async () => {
    const files = fc.sample(anyCalendar, { numRuns: CASES, seed: SEED });
    const expanded = await expandedByPython(files);
    let explained = 0;
    const different = files.flatMap((file, i): Difference[] => {
      const other = expanded[i] ?? { error: 'nothing' };
      if ('error' in other) return [{ file, error: other.error }];
      const found = theirs(other);
      const [a, b] = [ours(file), linesOf(found)];
      if (isEqual(a, b)) return [];
      const explanation = isExplained(file, found);
      if (explanation) explained++;
      const [missing, extra] = [b.filter((one) => !a.includes(one)), a.filter((one) => !b.includes(one))];
      return explanation ? [] : [{ file, missing: missing.slice(0, 3), extra: extra.slice(0, 3) }];
    });
    expect(different.slice(0, 5)).toEqual([]);
    expect(explained).toBeLessThan(CASES / 15);
  }, 300_000);
});
