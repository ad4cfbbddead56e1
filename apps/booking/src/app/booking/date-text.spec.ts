import { dayAlone, dayAndMonth } from './date-text';

const DAY = '2026-12-07';

describe('the heading of a day', () => {
  it.each([
    ['en-GB', 'Monday 7', 'Monday 7 December'],
    ['en-US', 'Monday 7', 'Monday, December 7'],
    ['de', 'Montag, 7.', 'Montag, 7. Dezember'],
    ['es', 'lunes, 7', 'lunes, 7 de diciembre'],
    ['ar-u-ca-gregory-nu-latn', 'الاثنين، 7', 'الاثنين، 7 ديسمبر'],
  ])('is formatted as in %s, with its month and without', (locale, alone, withMonth) => {
    expect(dayAlone(DAY, locale)).toBe(alone);
    expect(dayAndMonth(DAY, locale)).toBe(withMonth);
  });
});
