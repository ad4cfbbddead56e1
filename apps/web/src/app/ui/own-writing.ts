import { signal } from '@angular/core';
import type { ExpertProfile } from '@expertbook/contracts';
import type { FirstWeekday } from '../platform/locale';
import { dateLocale, firstWeekdayOf, rewriting } from '../platform/locale';

/**
 * How the expert's side writes times and weeks: as the expert has chosen, whatever the browser. Clients' pages have switches
 * of their own (`Hours`, `WeekStart`) and load nothing of this.
 */

type Writing = Pick<ExpertProfile, 'hourCycle' | 'weekStart'>;

type Source = () => Writing | null;

const source = signal<Source>(() => null);

/**
 * From now on `dateLocale` carries the hours of whom `writing` reads, so that everything `Intl` writes by it does, and
 * `firstWeekday` is theirs; null = as language and region have it. It is read whenever something is written, so what is on
 * the page follows each change.
 */
export function writeAs(writing: Source): void {
  source.set(writing);
  rewriting.set((locale) => {
    const hourCycle = writing()?.hourCycle;
    return hourCycle ? new Intl.Locale(locale, { hourCycle }).toString() : locale;
  });
}

/** The day a week begins with, 0 = Sunday: as the expert has chosen, else as a locale has it. */
export function firstWeekday(locale = dateLocale()): FirstWeekday {
  return source()()?.weekStart ?? firstWeekdayOf(locale);
}

const hourDigitsOf = new Map<string, 'numeric' | '2-digit'>();

/** How `Intl` is to write an hour: `9:30 AM` but `09:30`; left to itself, Chromium's British English writes `9:30`. */
export function hourDigits(locale = dateLocale()): 'numeric' | '2-digit' {
  let digits = hourDigitsOf.get(locale);
  if (!digits) {
    const { hour12 } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions();
    digits = hour12 ? 'numeric' : '2-digit';
    hourDigitsOf.set(locale, digits);
  }
  return digits;
}

/** English has `am` and `pm` in small letters everywhere, also where `Intl` writes `AM` and `PM` for a region. */
export function withSmallHalves(text: string, locale = dateLocale()): string {
  return locale.startsWith('en') ? text.replace(/\b[AP]M\b/g, (half) => half.toLowerCase()) : text;
}
