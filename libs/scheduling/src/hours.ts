import { parseDay, parseEndTime, parseTime } from './civil';
import { isKnownZone } from './zones';

/** A half-open range of wall-clock time `HH:mm` within one day; an end of `24:00` or `23:59` is the next local midnight. */
export interface TimeRange {
  start: string;
  end: string;
}

/**
 * When an expert works, in wall-clock time of `timeZone`. `weekly` has seven entries, 0 = Sunday. An override
 * replaces its local date, an empty one closes it; the dates of `outOfOffice` (both ends inclusive) are always
 * closed.
 */
export interface WorkingHours {
  timeZone: string;
  weekly: readonly (readonly TimeRange[])[];
  overrides: readonly { date: string; ranges: readonly TimeRange[] }[];
  outOfOffice: readonly { start: string; end: string }[];
}

/** Codes of errors in working hours. */
export type HoursProblemCode =
  | 'unknown_time_zone'
  | 'seven_weekdays'
  | 'duplicate_date'
  | 'end_before_start'
  | 'overlapping_ranges'
  | 'invalid_date'
  | 'invalid_time'
  | 'off_grid';

/** One error in working hours: `field` is its path (`weekly[1][0].end`), `code` stable, `message` a sentence. */
export interface HoursProblem {
  field: string;
  code: HoursProblemCode;
  message: string;
}

/**
 * All errors in working hours as a person entered them, empty when they are valid: zone known, seven weekdays, times
 * `HH:mm` on the 5-minute grid, start before end, no overlap within a day (touching is allowed), real dates, one
 * override per date, absences that do not end before they start. Never throws.
 */
export function validateHours(hours: WorkingHours): HoursProblem[] {
  const problems: HoursProblem[] = [];
  if (!isKnownZone(hours.timeZone)) {
    problems.push({
      field: 'timeZone',
      code: 'unknown_time_zone',
      message: `"${hours.timeZone}" is not a time zone we know.`,
    });
  }
  if (hours.weekly.length !== 7) {
    problems.push({
      field: 'weekly',
      code: 'seven_weekdays',
      message: 'The week must have seven entries, Sunday first.',
    });
  }
  hours.weekly.forEach((ranges, weekday) => checkDay(ranges, `weekly[${weekday}]`, problems));
  const dates = new Set<string>();
  hours.overrides.forEach((override, i) => {
    const field = `overrides[${i}]`;
    if (parseDay(override.date) === null) problems.push(notADate(`${field}.date`, override.date));
    else if (dates.has(override.date)) {
      problems.push({
        field: `${field}.date`,
        code: 'duplicate_date',
        message: `${override.date} is overridden more than once.`,
      });
    }
    dates.add(override.date);
    checkDay(override.ranges, `${field}.ranges`, problems);
  });
  hours.outOfOffice.forEach((absence, i) => {
    const field = `outOfOffice[${i}]`;
    const first = parseDay(absence.start);
    const last = parseDay(absence.end);
    if (first === null) problems.push(notADate(`${field}.start`, absence.start));
    if (last === null) problems.push(notADate(`${field}.end`, absence.end));
    if (first !== null && last !== null && first > last) {
      problems.push({
        field: `${field}.end`,
        code: 'end_before_start',
        message: 'The last day away is before the first.',
      });
    }
  });
  return problems;
}

function checkDay(ranges: readonly TimeRange[], field: string, problems: HoursProblem[]): void {
  const read: { start: number; end: number; field: string }[] = [];
  ranges.forEach((range, i) => {
    const at = `${field}[${i}]`;
    const start = parseTime(range.start);
    const end = parseEndTime(range.end);
    if (start === null) problems.push(notATime(`${at}.start`, range.start));
    else if (start % 5 !== 0) problems.push(offGrid(`${at}.start`));
    if (end === null) problems.push(notATime(`${at}.end`, range.end));
    else if (end % 5 !== 0) problems.push(offGrid(`${at}.end`));
    if (start === null || end === null) return;
    if (start < end) read.push({ start, end, field: at });
    else {
      problems.push({ field: at, code: 'end_before_start', message: 'A range must end after it starts.' });
    }
  });
  read.sort((a, b) => a.start - b.start);
  let latestEnd = 0;
  for (const range of read) {
    if (range.start < latestEnd) {
      problems.push({
        field: range.field,
        code: 'overlapping_ranges',
        message: 'Two ranges of a day overlap.',
      });
    }
    latestEnd = Math.max(latestEnd, range.end);
  }
}

function notADate(field: string, text: string): HoursProblem {
  return { field, code: 'invalid_date', message: `"${text}" is not a date (YYYY-MM-DD).` };
}

function notATime(field: string, text: string): HoursProblem {
  return { field, code: 'invalid_time', message: `"${text}" is not a time (HH:mm).` };
}

function offGrid(field: string): HoursProblem {
  return { field, code: 'off_grid', message: 'Times must be multiples of 5 minutes.' };
}
