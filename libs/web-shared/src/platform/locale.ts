import { Injectable, computed, signal } from '@angular/core';
import type { HourCycle, WeekStart as FirstWeekday } from '@expertbook/contracts';
import { HOUR_CYCLES, HOURS_OF_CYCLE, WEEK_STARTS } from '@expertbook/contracts';
import { LATIN_GREGORIAN } from '@expertbook/presentation/languages';
import { readLocal, writeLocal } from './local-store';

export type { FirstWeekday };

const HOURS_KEY = 'eb.hours';
const WEEK_KEY = 'eb.week';
const SUNDAY_FIRST = /-(?:US|CA|MX|BR|JP|KR|TW|HK|IN|IL|ZA|PH|CO|PE|VE|TH|SG)$/;
const SATURDAY_FIRST = /-(?:AE|AF|BH|DJ|DZ|EG|IQ|IR|JO|KW|LY|OM|QA|SD|SY)$/;

interface WeekInfo {
  firstDay: number;
}

/** Locale for dates and numbers of a language, when the browser has none of its own for that language. */
const DEFAULT_TAGS: Readonly<Record<string, string>> = { en: 'en-GB' };

const localeSignal = signal(localeOf('en'));
/** Applies the settings of the signed-in user (`format-preferences.ts`). */
export const localeOverride = signal((locale: string) => locale);
const effectiveLocale = computed(() => localeOverride()(localeSignal()));

/** Locale for dates and numbers in the current language: with the visitor's own region where it is known. */
export function dateLocale(): string {
  return effectiveLocale();
}

/** Sets the locale of a language; signals that read it follow. */
export function setLocaleOf(language: string): void {
  localeSignal.set(localeOf(language));
}

/** The visitor's own locale of a language (`de-AT`, `en-US`), or the default one. */
export function localeOf(language: string, wanted: readonly string[] = ownTags()): string {
  const own = wanted.find((tag) => tag.toLowerCase().split('-')[0] === language);
  const tag = own ?? DEFAULT_TAGS[language] ?? language;
  return language === 'ar' && !tag.includes('-u-') ? `${tag}${LATIN_GREGORIAN}` : tag;
}

function ownTags(): readonly string[] {
  return navigator.languages ?? [navigator.language];
}

/** First day of the week in the visitor's region. */
export function firstWeekdayOf(language = navigator.language): FirstWeekday {
  try {
    const locale = new Intl.Locale(language) as Intl.Locale & {
      getWeekInfo?(): WeekInfo;
      weekInfo?: WeekInfo;
    };
    const first = (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay;
    if (first === 7) return 0;
    if (first === 1 || first === 6) return first;
    const region = `-${locale.maximize().region ?? ''}`;
    if (SUNDAY_FIRST.test(region)) return 0;
    return SATURDAY_FIRST.test(region) ? 6 : 1;
  } catch {
    return 1;
  }
}

/** 12 or 24 hours: by the visitor's locale, until a choice is made, which the browser stores. */
@Injectable({ providedIn: 'root' })
export class Hours {
  private readonly writable = signal<HourCycle>(storedCycle() ?? localeCycle());
  readonly cycle = this.writable.asReadonly();

  choose(cycle: HourCycle): void {
    this.writable.set(cycle);
    writeLocal(HOURS_KEY, HOURS_OF_CYCLE[cycle]);
  }
}

/** First day of the week: by the visitor's region, until a choice is made, which the browser stores. */
@Injectable({ providedIn: 'root' })
export class WeekStart {
  private readonly writable = signal(WEEK_STARTS.find(isStoredDay) ?? firstWeekdayOf());
  readonly day = this.writable.asReadonly();

  choose(day: FirstWeekday): void {
    this.writable.set(day);
    writeLocal(WEEK_KEY, `${day}`);
  }
}

function isStoredDay(day: FirstWeekday): boolean {
  return readLocal(WEEK_KEY) === `${day}`;
}

/** Stored by its number of hours. */
function storedCycle(): HourCycle | undefined {
  const stored = readLocal(HOURS_KEY);
  return HOUR_CYCLES.find((cycle) => HOURS_OF_CYCLE[cycle] === stored);
}

function localeCycle(): HourCycle {
  const { hourCycle } = new Intl.DateTimeFormat(navigator.language, { hour: 'numeric' }).resolvedOptions();
  return hourCycle === 'h11' || hourCycle === 'h12' ? 'h12' : 'h23';
}
