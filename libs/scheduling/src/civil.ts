/** Milliseconds in a minute and in a day without clock changes. */
export const MINUTE = 60_000;
export const DAY = 86_400_000;

const DATE_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME_PATTERN = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** Two decimal digits of 0 to 99. */
export const TWO_DIGITS: readonly string[] = Array.from({ length: 100 }, (_, n) =>
  String(n).padStart(2, '0'),
);

/**
 * Days since 1970-01-01 of a proleptic Gregorian date; the month runs from 1 to 12.
 * Years are counted from March so that the leap day comes last.
 */
function dayNumberOf(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Days since 1970-01-01 of `YYYY-MM-DD`; null when the text is not a real date. */
export function parseDay(date: string): number | null {
  const match = DATE_PATTERN.exec(date);
  if (match === null) return null;
  const day = dayNumberOf(Number(match[1]), Number(match[2]), Number(match[3]));
  return Number(match[2]) >= 1 && Number(match[2]) <= 12 && formatDay(day) === date ? day : null;
}

/** Like {@link parseDay}, but a text that is not a real date is a RangeError. */
export function dayOf(date: string): number {
  const day = parseDay(date);
  if (day === null) throw new RangeError(`Not a calendar date (YYYY-MM-DD): ${date}`);
  return day;
}

/** `YYYY-MM-DD` of a day number. Throws RangeError outside the years 0 to 9999. */
export function formatDay(day: number): string {
  const z = day + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  if (!(year >= 0 && year <= 9999)) throw new RangeError(`Day ${day} lies outside the years 0 to 9999`);
  const dayOfMonth = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  return `${String(year).padStart(4, '0')}-${TWO_DIGITS[month]}-${TWO_DIGITS[dayOfMonth]}`;
}

/** Weekday of a day number, 0 = Sunday to 6 = Saturday. */
export function weekdayOfDay(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** Minutes since midnight of a wall time `HH:mm` (00:00 to 23:59); null when it is not one. */
export function parseTime(text: string): number | null {
  const match = TIME_PATTERN.exec(text);
  return match === null ? null : Number(match[1]) * 60 + Number(match[2]);
}

/** Like {@link parseTime} for the end of a range: `24:00` and `23:59` both mean the next midnight, 1440. */
export function parseEndTime(text: string): number | null {
  if (text === '24:00' || text === '23:59') return 1440;
  return parseTime(text);
}
