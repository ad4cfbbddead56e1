import { dateLocale } from '../platform/locale';

/** Minutes in words of the language that is shown: `15 min`, `1 h`, `1 h 30 min`, `2 days`. */
export function minutesText(minutes: number): string {
  if (minutes >= 1440 && minutes % 1440 === 0) return amount(minutes / 1440, 'day');
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours ? amount(hours, 'hour') : '', rest || !hours ? amount(rest, 'minute') : '']
    .filter(Boolean)
    .join(' ');
}

function amount(count: number, unit: 'day' | 'hour' | 'minute'): string {
  const locale = dateLocale();
  // `Intl` writes "hr" and "mins" in English, which is hard to read.
  if (locale.startsWith('en')) {
    if (unit === 'day') return count === 1 ? '1 day' : `${count} days`;
    return `${count} ${unit === 'hour' ? 'h' : 'min'}`;
  }
  const unitDisplay = locale.startsWith('ar') || unit === 'day' ? 'long' : 'short';
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay }).format(count);
}
