import * as fc from 'fast-check';
import { minutesOf, parseTime, rangeText, timeOf, timeOfDayText } from './time-of-day';

/** Languages by default, and with the hour cycle that an expert has chosen. */
const WRITTEN = ['en-US', 'en-GB', 'en-US-u-hc-h23', 'de-u-hc-h12', 'es-u-hc-h12', 'ar-u-hc-h12-nu-latn'];

describe('parseTime', () => {
  it.each([
    ['9', '09:00'],
    ['09', '09:00'],
    ['930', '09:30'],
    ['1730', '17:30'],
    ['9:30', '09:30'],
    ['9.30', '09:30'],
    ['9h30', '09:30'],
    ['9 pm', '21:00'],
    ['9:30PM', '21:30'],
    ['12am', '00:00'],
    ['12 pm', '12:00'],
    ['noon', '12:00'],
    ['midnight', '00:00'],
    ['Mittag', '12:00'],
    ['medianoche', '00:00'],
    ['منتصف الليل', '00:00'],
    ['9:30\u202fAM', '09:30'],
    ['24:00', '00:00'],
  ])('reads %s as %s', (text, time) => {
    expect(parseTime(text)).toBe(time);
  });

  it.each(['', 'soon', '25', '9:60', '13 pm', '0 am', '9:3', '24:05', '-1'])('rejects "%s"', (text) => {
    expect(parseTime(text)).toBeNull();
  });

  it.each(['0', '00:00', '24', '24:00', '12am', 'midnight'])(
    'reads %s as the end of the day where a range ends',
    (text) => {
      expect(parseTime(text, true)).toBe('24:00');
    },
  );

  it('parses every text that it writes, in 12 and in 24 hours', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), fc.constantFrom(...WRITTEN), (minutes, locale) => {
        expect(parseTime(timeOfDayText(timeOf(minutes), locale))).toBe(timeOf(minutes));
      }),
    );
  });
});

describe('timeOfDayText', () => {
  it('writes the hour with two digits on a 24-hour clock only', () => {
    expect(timeOfDayText('09:05', 'en-GB')).toBe('09:05');
    expect(timeOfDayText('09:05', 'en-US')).toMatch(/^9:05\sam$/);
  });
});

describe('minutesOf', () => {
  it('is the inverse of timeOf', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1440 }), (minutes) => {
        expect(minutesOf(timeOf(minutes))).toBe(minutes);
      }),
    );
  });

  it('is NaN for a text that is no time', () => {
    expect(minutesOf('soon')).toBeNaN();
  });
});

describe('rangeText', () => {
  const WORDS = { allDay: 'ganztägig', midnight: 'Mitternacht' };

  it('names whole days and midnight', () => {
    expect(rangeText({ start: '00:00', end: '24:00' }, WORDS)).toBe('ganztägig');
    expect(rangeText({ start: '18:00', end: '24:00' }, WORDS)).toMatch(/Mitternacht$/);
  });

  it('keeps its two times together on one line', () => {
    expect(rangeText({ start: '09:00', end: '12:30' }, WORDS)).not.toContain(' –');
  });
});

describe('a time as text', () => {
  it.each([
    'en-US',
    'en-AU',
    'en-GB',
    'de',
    'es',
    'es-MX',
    'ar-u-ca-gregory-nu-latn',
    'ar-EG-u-ca-gregory-nu-latn',
  ])('is parsed to the same time in %s: the list of times puts these texts into the input', (locale) => {
    for (let minutes = 0; minutes < 1440; minutes += 5) {
      expect(parseTime(timeOfDayText(timeOf(minutes), locale))).toBe(timeOf(minutes));
    }
    expect(parseTime(timeOfDayText('24:00', locale), true)).toBe('24:00');
  });
});
