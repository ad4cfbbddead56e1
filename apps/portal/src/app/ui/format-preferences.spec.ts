import { signal } from '@angular/core';
import type { ExpertProfile } from '@expertbook/contracts';
import { dateLocale, firstWeekdayOf, localeOf, setLocaleOf } from '@expertbook/web-shared/platform/locale';
import { firstWeekday, hourDigits, useFormatPreferences } from '@expertbook/web-shared/ui/format-preferences';
import { hourText, timeOfDayText } from './time-of-day';
import { timeRangeText, timeText } from '@expertbook/web-shared/ui/zoned-time';

type Writing = Pick<ExpertProfile, 'hourCycle' | 'weekStart'>;

const AFTERNOON = '2027-01-04T14:00:00Z';
const plain = (text: string) => text.replaceAll(/[\u202f\u00a0\u2009]/g, ' ');

describe("the expert's format of times and weeks", () => {
  const chosen = signal<Writing | null>(null);
  beforeEach(() => {
    chosen.set(null);
    useFormatPreferences(chosen);
  });
  afterEach(() => {
    useFormatPreferences(() => null);
    setLocaleOf('en');
  });

  it.each([
    ['en', 'h12', '2:00 pm', '9:05 am'],
    ['en', 'h23', '14:00', '09:05'],
    ['de', 'h12', '2:00 PM', '9:05 AM'],
    ['de', 'h23', '14:00', '09:05'],
    ['es', 'h12', '2:00 p. m.', '9:05 a. m.'],
    ['es', 'h23', '14:00', '09:05'],
    ['ar', 'h12', '2:00 م', '9:05 ص'],
    ['ar', 'h23', '14:00', '09:05'],
  ] as const)('is as chosen in %s with %s', (language, hourCycle, afternoon, morning) => {
    setLocaleOf(language);
    chosen.set({ hourCycle, weekStart: null });
    expect(plain(timeText(AFTERNOON, 'UTC'))).toBe(afternoon);
    expect(plain(timeOfDayText('09:05'))).toBe(morning);
    expect(plain(hourText(14))).toBe(afternoon.replace(':00 ', ' '));
    expect(hourDigits()).toBe(hourCycle === 'h12' ? 'numeric' : '2-digit');
  });

  it('follows language and region until the expert chooses one, and again after a reset', () => {
    for (const language of ['en', 'de', 'es', 'ar']) {
      setLocaleOf(language);
      const own = localeOf(language);
      expect([dateLocale(), firstWeekday()]).toEqual([own, firstWeekdayOf(own)]);
    }
    setLocaleOf('de');
    chosen.set({ hourCycle: 'h12', weekStart: 6 });
    expect([plain(timeText(AFTERNOON, 'UTC')), firstWeekday()]).toEqual(['2:00 PM', 6]);
    chosen.set({ hourCycle: null, weekStart: null });
    expect([timeText(AFTERNOON, 'UTC'), firstWeekday()]).toEqual(['14:00', 1]);
  });

  it('begins weeks with the chosen day, also with Sunday, in every language', () => {
    for (const weekStart of [0, 1, 6] as const) {
      chosen.set({ hourCycle: null, weekStart });
      expect(['en-US', 'de-DE', 'ar-EG'].map(firstWeekday)).toEqual([weekStart, weekStart, weekStart]);
    }
  });

  it('writes ranges in the same format, and ends with the session of that expert', () => {
    setLocaleOf('de');
    chosen.set({ hourCycle: 'h12', weekStart: null });
    const range = () => plain(timeRangeText(AFTERNOON, '2027-01-04T14:30:00Z', 'UTC'));
    expect(range()).toMatch(/^2:00\s?–\s?2:30 PM$/);
    useFormatPreferences(() => null);
    expect(range()).toMatch(/^14:00\s?–\s?14:30/);
  });
});
