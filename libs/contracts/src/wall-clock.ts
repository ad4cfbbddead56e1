import type { LocalTime, TimeZoneName } from './time';

/** Formats of wall times, so that a mail shows them as the page did. */

/** Twice twelve hours, or 24 hours from 0 to 23; the names are those of `Intl`. */
export const HOUR_CYCLES = ['h12', 'h23'] as const;
export type HourCycle = (typeof HOUR_CYCLES)[number];

/** The number of hours of a cycle, as a text for people. */
export const HOURS_OF_CYCLE: Readonly<Record<HourCycle, string>> = { h12: '12', h23: '24' };

/** Monday, Sunday, Saturday: the first days of weeks around the world. As `Date.getDay`: 0 = Sunday. */
export const WEEK_STARTS = [1, 0, 6] as const;
export type WeekStart = (typeof WEEK_STARTS)[number];

/** `09:30`, or `9:30 am` in the language of a locale. */
export function clockText(time: LocalTime, cycle: HourCycle, locale: string): string {
  if (cycle === 'h23') return time;
  const hour = Number(time.slice(0, 2));
  return `${hour % 12 === 0 ? 12 : hour % 12}:${time.slice(3, 5)} ${halfOfDay(hour, locale)}`;
}

const halves = new Map<string, string>();

/** `am`, `p. m.`, `ص`. */
function halfOfDay(hour: number, locale: string): string {
  if (locale.startsWith('en')) return hour < 12 ? 'am' : 'pm';
  const key = `${locale} ${hour < 12}`;
  let half = halves.get(key);
  if (!half) {
    const parts = new Intl.DateTimeFormat(locale, {
      hour: 'numeric',
      hour12: true,
      timeZone: 'UTC',
    }).formatToParts(hour * 3_600_000);
    half = parts.find(({ type }) => type === 'dayPeriod')?.value ?? (hour < 12 ? 'am' : 'pm');
    halves.set(key, half);
  }
  return half;
}

/** Minutes east of UTC as `GMT+1`, `GMT-3:30`, `GMT`. */
export function offsetText(offset: number): string {
  if (offset === 0) return 'GMT';
  const size = Math.abs(offset);
  const minutes = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`;
  return `GMT${offset < 0 ? '-' : '+'}${Math.floor(size / 60)}${minutes}`;
}

/** Cities with outdated names in browsers' zones, and their current names. */
const CITIES_RENAMED: Readonly<Record<string, string>> = {
  Calcutta: 'Kolkata',
  Katmandu: 'Kathmandu',
  Kiev: 'Kyiv',
  Rangoon: 'Yangon',
  Saigon: 'Ho Chi Minh City',
  'Ho Chi Minh': 'Ho Chi Minh City',
  Godthab: 'Nuuk',
  'Sao Paulo': 'São Paulo',
  Busingen: 'Büsingen',
};

/** `Europe/Berlin` as `Berlin`, `America/Argentina/Salta` as `Salta`, `Asia/Calcutta` by its current name, `Kolkata`. */
export function cityOf(zone: TimeZoneName): string {
  const city = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
  return CITIES_RENAMED[city] ?? city;
}
