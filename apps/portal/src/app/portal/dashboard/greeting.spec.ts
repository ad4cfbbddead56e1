import { dayPartOf } from './greeting';

describe('dayPartOf', () => {
  it.each([
    [0, 'evening'],
    [4, 'evening'],
    [5, 'morning'],
    [11, 'morning'],
    [12, 'afternoon'],
    [17, 'afternoon'],
    [18, 'evening'],
    [23, 'evening'],
  ])('at %i is for the %s, never a farewell', (hour, part) => {
    expect(dayPartOf(hour)).toBe(part);
  });
});
