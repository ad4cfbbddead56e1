import { signal } from '@angular/core';
import type { ExpertProfile } from '@expertbook/contracts';
import type { FirstWeekday } from '../platform/locale';
import { dateLocale, firstWeekdayOf, localeOverride } from '../platform/locale';

/**
 * Format of times and weeks on the expert's side: the expert's own setting overrides the browser's. Clients' pages have
 * switches of their own (`Hours`, `WeekStart`) and do not load this file.
 */

type FormatPreferences = Pick<ExpertProfile, 'hourCycle' | 'weekStart'>;

type Source = () => FormatPreferences | null;

const source = signal<Source>(() => null);

/**
 * From now on `dateLocale` has the hour cycle of the settings that `writing` returns, and `firstWeekday` their first
 * day, for all texts of `Intl`; null follows language and region. `writing` is read for each text, so the page follows
 * each change.
 */
export function useFormatPreferences(writing: Source): void {
  source.set(writing);
  localeOverride.set((locale) => {
    const hourCycle = writing()?.hourCycle;
    return hourCycle ? new Intl.Locale(locale, { hourCycle }).toString() : locale;
  });
}

/** First day of the week, 0 = Sunday: the expert's choice, else the locale's. */
export function firstWeekday(locale = dateLocale()): FirstWeekday {
  return source()()?.weekStart ?? firstWeekdayOf(locale);
}

const hourDigitsOf = new Map<string, 'numeric' | '2-digit'>();

/** Digits of an hour for `Intl`: `9:30 AM` but `09:30`. By default Chromium writes `9:30` in British English. */
export function hourDigits(locale = dateLocale()): 'numeric' | '2-digit' {
  let digits = hourDigitsOf.get(locale);
  if (!digits) {
    const { hour12 } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions();
    digits = hour12 ? 'numeric' : '2-digit';
    hourDigitsOf.set(locale, digits);
  }
  return digits;
}

/** English texts have `am` and `pm` in lower case everywhere, also for regions where `Intl` writes `AM` and `PM`. */
export function lowerCaseDayPeriods(text: string, locale = dateLocale()): string {
  return locale.startsWith('en') ? text.replace(/\b[AP]M\b/g, (half) => half.toLowerCase()) : text;
}
