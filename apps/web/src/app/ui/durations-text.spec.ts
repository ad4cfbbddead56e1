import * as fc from 'fast-check';
import { durationsText } from './durations-text';
import { setLocaleOf } from '../platform/locale';
import { minutesText } from './minutes-text';

const LANGUAGES = ['en', 'de', 'es', 'ar'];

describe('several durations in one line', () => {
  afterEach(() => setLocaleOf('en'));

  it('writes whole hours as hours', () => {
    setLocaleOf('en');
    expect(durationsText([120, 5, 15, 90])).toBe('5, 15 min, 1 h 30 min, 2 h');
    expect(durationsText([60, 30, 45])).toBe('30, 45 min, 1 h');
    expect(durationsText([1440, 60])).toBe('1 h, 1 day');
  });

  it('writes a single duration, and the longest one, as everywhere else, in every language', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...LANGUAGES),
        fc.uniqueArray(fc.integer({ min: 1, max: 2880 }), { minLength: 1, maxLength: 6 }),
        (language, durations) => {
          setLocaleOf(language);
          const parts = durationsText(durations).split(language === 'ar' ? '، ' : ', ');
          expect(parts).toHaveLength(durations.length);
          expect(parts.at(-1)).toBe(minutesText(Math.max(...durations)));
          for (const minutes of durations.filter((one) => one >= 60)) {
            expect(parts).toContain(minutesText(minutes));
          }
        },
      ),
    );
  });
});
