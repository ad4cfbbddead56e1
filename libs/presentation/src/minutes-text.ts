/**
 * Minutes in words: `15 min`, `1 h`, `1 h 30 min`, `2 days`.
 *
 * @param locale a BCP 47 tag, `de-AT`
 */
export function minutesText(minutes: number, locale: string): string {
  if (minutes >= 1440 && minutes % 1440 === 0) return amount(minutes / 1440, 'day', locale);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours ? amount(hours, 'hour', locale) : '', rest || !hours ? amount(rest, 'minute', locale) : '']
    .filter(Boolean)
    .join(' ');
}

function amount(count: number, unit: 'day' | 'hour' | 'minute', locale: string): string {
  // English writes "hr" and "mins", which reads worse than it is short.
  if (locale.startsWith('en')) {
    if (unit === 'day') return count === 1 ? '1 day' : `${count} days`;
    return `${count} ${unit === 'hour' ? 'h' : 'min'}`;
  }
  const unitDisplay = locale.startsWith('ar') || unit === 'day' ? 'long' : 'short';
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay }).format(count);
}
