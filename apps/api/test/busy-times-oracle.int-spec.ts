import fc from 'fast-check';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { readBusyTimes } from '../src/app/busy-times/read-busy-times';
import { ianaClock } from '../src/app/busy-times/zone-clock';
import { anyCalendar } from './random-calendar';

/** `BUSY_TIMES_CASES=5000 npx jest -c apps/api/jest.int.config.cjs --testPathPatterns=busy-times-oracle` for many. */
const CASES = Number(process.env['BUSY_TIMES_CASES'] ?? 500);
const SEED = Number(process.env['BUSY_TIMES_SEED'] ?? Date.now() % 1_000_000);
const ROOT = join(__dirname, '../../..');
const ZONE = 'Europe/Berlin';
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
  // Wider than what is compared: it reads floating times in UTC where it looks what is within.
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
 * The two differences there are, each of which must hold for the whole calendar:
 * - `count`: a `DTSTART` that its rule does not make counts as the first occurrence (RFC 5545, section 3.3.10); Python does not count it.
 * - `length`: hours and minutes are exact and the length of a series is that of its first event (sections 3.3.6 and 3.8.5.3); Python
 *   adds them to the wall time, which differs across a clock change.
 */
function explanationOf(file: string, found: readonly Expanded[]): 'count' | 'length' | 'both' | null {
  const counted = file.replace(/COUNT=(\d+)/, (_, count) => `COUNT=${Number(count) + 1}`);
  const exact = [...found].map((one) => ({ ...one, end: one.allDay ? one.end : exactEnd(file, one) }));
  const isByLength = isEqual(ours(file), linesOf(exact)) || isEqual(ours(file), mixed(file, found, exact));
  if (isByLength) return 'length';
  if (isEqual(ours(counted), linesOf(found))) return 'count';
  return isEqual(ours(counted), linesOf(exact)) || isEqual(ours(counted), mixed(counted, found, exact))
    ? 'both'
    : null;
}

/** Of each occurrence the end that ours has, if it is one of the two. */
function mixed(file: string, found: readonly Expanded[], exact: readonly Expanded[]): string[] {
  const known = new Set(ours(file));
  return found
    .flatMap((one, i) => {
      const line = linesOf([one]);
      return line[0] !== undefined && known.has(line[0]) ? line : linesOf(exact.slice(i, i + 1));
    })
    .sort();
}

function exactEnd(file: string, { start, end }: Expanded): number {
  const clock = ianaClock(/TZID=([^:]+):/.exec(file)?.[1] ?? ZONE);
  return start + clock.toWall(end) - clock.toWall(start);
}

interface Difference {
  file: string;
  error?: string;
  missing?: string[];
  extra?: string[];
}

describe('busy times', () => {
  it(`are those of an independent expansion, of ${CASES} random calendars (seed ${SEED})`, async () => {
    const files = fc.sample(anyCalendar, { numRuns: CASES, seed: SEED });
    const expanded = await expandedByPython(files);
    const explained: string[] = [];
    const different = files.flatMap((file, i): Difference[] => {
      const other = expanded[i] ?? { error: 'nothing' };
      if ('error' in other) return [{ file, error: other.error }];
      const found = theirs(other);
      const [a, b] = [ours(file), linesOf(found)];
      if (isEqual(a, b)) return [];
      const explanation = explanationOf(file, found);
      if (explanation) explained.push(explanation);
      const [missing, extra] = [b.filter((one) => !a.includes(one)), a.filter((one) => !b.includes(one))];
      return explanation ? [] : [{ file, missing: missing.slice(0, 3), extra: extra.slice(0, 3) }];
    });
    expect(different.slice(0, 5)).toEqual([]);
    expect(explained.length).toBeLessThan(CASES / 15);
  }, 300_000);
});
