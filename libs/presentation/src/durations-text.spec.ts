import * as fc from 'fast-check';
import { durationsText } from './durations-text';
import { languageLocale } from './languages';
import { minutesText } from './minutes-text';

const LANGUAGES = ['en', 'de', 'es', 'ar'] as const;

describe('several durations in one line', () => {
  it('writes whole hours as hours', () => {
    expect(durationsText([120, 5, 15, 90], 'en-GB')).toBe('5, 15 min, 1 h 30 min, 2 h');
    expect(durationsText([60, 30, 45], 'en-GB')).toBe('30, 45 min, 1 h');
    expect(durationsText([1440, 60], 'en-GB')).toBe('1 h, 1 day');
  });

  it('writes a single duration, and the longest one, as everywhere else, in every language', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...LANGUAGES),
        fc.uniqueArray(fc.integer({ min: 1, max: 2880 }), { minLength: 1, maxLength: 6 }),
        (language, durations) => {
          const locale = languageLocale(language);
          const parts = durationsText(durations, locale).split(language === 'ar' ? '، ' : ', ');
          expect(parts).toHaveLength(durations.length);
          expect(parts.at(-1)).toBe(minutesText(Math.max(...durations), locale));
          for (const minutes of durations.filter((one) => one >= 60)) {
            expect(parts).toContain(minutesText(minutes, locale));
          }
        },
      ),
    );
  });
});
