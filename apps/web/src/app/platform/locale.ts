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

/** The tag under which dates and numbers of each language are written where the browser has no own one for it. */
const USUAL_TAGS: Readonly<Record<string, string>> = { en: 'en-GB' };

const localeSignal = signal(localeOf('en'));
/** The signed-in user's own settings for it (`own-writing.ts`). */
export const rewriting = signal((locale: string) => locale);
const written = computed(() => rewriting()(localeSignal()));

/** How the language that is shown writes dates and numbers: as the visitor's own region does where that is known. */
export function dateLocale(): string {
  return written();
}

/** Emits when the language changes. */
export function showLocaleOf(language: string): void {
  localeSignal.set(localeOf(language));
}

/** The visitor's own tag of a language (`de-AT`, `en-US`), or the usual one. */
export function localeOf(language: string, wanted: readonly string[] = ownTags()): string {
  const own = wanted.find((tag) => tag.toLowerCase().split('-')[0] === language);
  const tag = own ?? USUAL_TAGS[language] ?? language;
  return language === 'ar' && !tag.includes('-u-') ? `${tag}${LATIN_GREGORIAN}` : tag;
}

function ownTags(): readonly string[] {
  return navigator.languages ?? [navigator.language];
}

/** The first day of the week where the visitor lives. */
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

/** 12 or 24 hours: as the visitor's language writes them, until a choice is made, which this browser remembers. */
@Injectable({ providedIn: 'root' })
export class Hours {
  private readonly cycleSignal = signal<HourCycle>(storedCycle() ?? localeCycle());
  readonly cycle = this.cycleSignal.asReadonly();

  choose(cycle: HourCycle): void {
    this.cycleSignal.set(cycle);
    writeLocal(HOURS_KEY, HOURS_OF_CYCLE[cycle]);
  }
}

/** The day a week begins with: as where the visitor lives, until a choice is made, which this browser remembers. */
@Injectable({ providedIn: 'root' })
export class WeekStart {
  private readonly daySignal = signal(WEEK_STARTS.find(isStoredDay) ?? firstWeekdayOf());
  readonly day = this.daySignal.asReadonly();

  choose(day: FirstWeekday): void {
    this.daySignal.set(day);
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
