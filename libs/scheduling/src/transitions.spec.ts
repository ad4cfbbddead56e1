import * as moment from 'moment-timezone/builds/moment-timezone-with-data';
import type { WorkingHours } from './hours';
import { listSlots } from './slots';
import { addDays, formatInstant, localDateAt, offsetMinutesAt, toInstant, zoneNames } from './zones';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Change {
  zone: string;
  instant: number;
  /** Minutes east of UTC. */
  before: number;
  after: number;
}

/** Every clock change of every zone from 2024 to 2032, read by moment-timezone. */
const changes: Change[] = zoneNames().flatMap((zone) => {
  const rules = moment.tz.zone(zone);
  return (rules?.untils ?? [])
    .map((instant, i) => ({
      zone,
      instant: instant ?? Infinity,
      before: -(rules?.offsets[i] ?? NaN),
      after: -(rules?.offsets[i + 1] ?? NaN),
    }))
    .filter(({ instant }) => instant >= Date.UTC(2024, 0) && instant < Date.UTC(2033, 0))
    .filter(({ before, after }) => before !== after);
});

const wallText = (wall: number): string => new Date(wall).toISOString().slice(0, 16);
const shown = (zone: string, instant: number): string => formatInstant(zone, instant).slice(0, 16);

/** `toInstant` for a wall time counted as if it were UTC. */
function instantOf(zone: string, wall: number): number {
  const text = new Date(wall).toISOString();
  return toInstant(zone, text.slice(0, 10), Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16)));
}

describe('every clock change of every zone from 2024 to 2032', () => {
  it('is covered: gaps, folds, half hours and changes at midnight', () => {
    expect(changes.length).toBeGreaterThan(2000);
    expect(changes.some(({ before, after }) => after - before === 60)).toBe(true);
    expect(changes.some(({ before, after }) => after - before === -60)).toBe(true);
    expect(changes.some(({ before, after }) => Math.abs(after - before) === 30)).toBe(true);
    expect(changes.some(({ before, after }) => after - before === 120)).toBe(true);
  });

  it('moves wall times in a gap forward by the gap, and no other wall time', () => {
    const wrong: string[] = [];
    for (const { zone, instant, before, after } of changes) {
      const gapStart = instant + before * MINUTE;
      const gapEnd = instant + after * MINUTE;
      for (let wall = gapStart - 3 * HOUR; wall < gapStart + 4 * HOUR; wall += 15 * MINUTE) {
        const inGap = wall >= gapStart && wall < gapEnd;
        const expected = inGap ? wall + (gapEnd - gapStart) : wall;
        const found = instantOf(zone, wall);
        if (shown(zone, found) !== wallText(expected)) wrong.push(`${zone} ${wallText(wall)}`);
        if (inGap && found !== instant + (wall - gapStart)) wrong.push(`${zone} ${wallText(wall)} in gap`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('reads wall times in a fold in their first occurrence', () => {
    const wrong: string[] = [];
    for (const { zone, instant, before, after } of changes) {
      const foldStart = instant + after * MINUTE;
      const foldEnd = instant + before * MINUTE;
      for (let wall = foldStart; wall < foldEnd; wall += 5 * MINUTE) {
        const found = instantOf(zone, wall);
        const second = found + (foldEnd - foldStart);
        if (found >= instant || shown(zone, second) !== shown(zone, found)) wrong.push(`${zone} ${found}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('makes the local day longer or shorter by exactly its change, and days follow each other without a gap', () => {
    const wrong: string[] = [];
    for (const { zone, instant, before, after } of changes) {
      const dates = [-1, 0, 1].map((days) => addDays(localDateAt(zone, instant), days));
      let lost = 0;
      for (const date of dates) {
        const start = toInstant(zone, date, 0);
        const end = toInstant(zone, date, 1440);
        if (end !== toInstant(zone, addDays(date, 1), 0)) wrong.push(`${zone} ${date} end`);
        if (localDateAt(zone, start) !== date || localDateAt(zone, end - 1) !== date)
          wrong.push(`${zone} ${date}`);
        lost += 1440 - (end - start) / MINUTE;
      }
      if (lost !== after - before) wrong.push(`${zone} ${dates[1]} lost ${lost}`);
    }
    expect(wrong).toEqual([]);
  });

  it("keeps the expert's hours at the wall times they were entered with", () => {
    const wrong: string[] = [];
    const ranges = [
      { start: '05:00', end: '08:00' },
      { start: '09:15', end: '17:00' },
    ];
    const schedules = new Map<string, WorkingHours>();
    for (const { zone, instant } of changes) {
      const hours = schedules.get(zone) ?? {
        timeZone: zone,
        weekly: Array.from({ length: 7 }, () => ranges),
        overrides: [],
        outOfOffice: [],
      };
      schedules.set(zone, hours);
      const date = localDateAt(zone, instant);
      const starts = listSlots({
        hours,
        rules: {
          duration: 45,
          bufferBefore: 0,
          bufferAfter: 0,
          minimumNotice: 0,
          slotInterval: 60,
          window: { kind: 'range', start: addDays(date, -1), end: addDays(date, 1) },
          limits: { perDay: null, perWeek: null, minutesPerDay: null },
        },
        busy: [],
        booked: [],
        openSessions: new Map(),
        now: 0,
        from: instant - 4 * DAY,
        to: instant + 4 * DAY,
      });
      const walls = starts.map((start) => shown(zone, start));
      const times = ['05:00', '06:00', '07:00', ...[9, 10, 11, 12, 13, 14, 15, 16].map((h) => `${h}:15`)];
      const expected = [-1, 0, 1].flatMap((days) =>
        times.map((time) => `${addDays(date, days)}T${time.padStart(5, '0')}`),
      );
      if (walls.join() !== expected.join()) wrong.push(`${zone} ${date}: ${walls.join()}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe('zones with unusual rules', () => {
  it('Cairo has a day that begins at 01:00, and one whose last hour comes twice', () => {
    const spring = toInstant('Africa/Cairo', '2027-04-30', 0);
    expect(formatInstant('Africa/Cairo', spring)).toBe('2027-04-30T01:00:00+03:00');
    expect(toInstant('Africa/Cairo', '2027-04-30', 30)).toBe(spring + 30 * MINUTE);
    expect(toInstant('Africa/Cairo', '2027-04-30', 1440) - spring).toBe(23 * HOUR);
    expect(toInstant('Africa/Cairo', '2027-04-29', 1440)).toBe(spring);
    const autumn = toInstant('Africa/Cairo', '2027-10-28', 0);
    expect(toInstant('Africa/Cairo', '2027-10-28', 1440) - autumn).toBe(25 * HOUR);
    expect(formatInstant('Africa/Cairo', toInstant('Africa/Cairo', '2027-10-28', 23 * 60))).toBe(
      '2027-10-28T23:00:00+03:00',
    );
  });

  it('Lord Howe shifts by half an hour', () => {
    const zone = 'Australia/Lord_Howe';
    expect(toInstant(zone, '2027-10-03', 1440) - toInstant(zone, '2027-10-03', 0)).toBe(23.5 * HOUR);
    expect(formatInstant(zone, toInstant(zone, '2027-10-03', 130))).toBe('2027-10-03T02:40:00+11:00');
    expect(toInstant(zone, '2027-04-04', 1440) - toInstant(zone, '2027-04-04', 0)).toBe(24.5 * HOUR);
    expect(formatInstant(zone, toInstant(zone, '2027-04-04', 105))).toBe('2027-04-04T01:45:00+11:00');
  });

  it('Kathmandu has an offset of a quarter of an hour', () => {
    expect(toInstant('Asia/Kathmandu', '2027-01-04', 9 * 60)).toBe(Date.parse('2027-01-04T03:15:00Z'));
    expect(offsetMinutesAt('Asia/Kathmandu', 0)).toBe(330);
  });

  it('Apia once skipped a whole day: its times are those of the next one', () => {
    expect(formatInstant('Pacific/Apia', toInstant('Pacific/Apia', '2011-12-30', 600))).toBe(
      '2011-12-31T10:00:00+14:00',
    );
  });
});
