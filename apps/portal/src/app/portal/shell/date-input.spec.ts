import { parseDateInput } from './date-input';

const parsed = (text: string, locale = 'en') => parseDateInput(text, '2026-11-24', locale);

describe('a typed date', () => {
  it.each([
    ['2027-01-04', '2027-01-04'],
    ['2027-1-4', '2027-01-04'],
    ['4.1.2027', '2027-01-04'],
    ['24.11.', '2026-11-24'],
    ['4.1.', '2027-01-04'],
    ['4 jan', '2027-01-04'],
    ['January 4 2028', '2028-01-04'],
    ['dec 24', '2026-12-24'],
  ])('%s is %s', (text, date) => expect(parsed(text)).toBe(date));

  it("accepts the name of a month in the page's language", () => {
    expect(parsed('4. märz', 'de')).toBe('2027-03-04');
    expect(parsed('4 de enero de 2027', 'es')).toBe('2027-01-04');
  });

  it.each(['30.2.2027', 'grace', '4', 'jan', '2027-13-01', '4 jan 5', ''])('%s is not a date', (text) =>
    expect(parsed(text)).toBeNull(),
  );
});
