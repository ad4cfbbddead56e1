import * as fc from 'fast-check';
import { fuzzyFilter, fuzzyScore } from './fuzzy';

const PLACES = [
  'Dashboard',
  'Calendar',
  'Bookings',
  'Event types',
  'New event type',
  'Availability',
  'Settings',
];
const find = (typed: string) => fuzzyFilter(typed, PLACES, (text) => ({ text }));

describe('fuzzy search', () => {
  it('ranks beginnings and whole words first', () => {
    expect(find('net')[0]).toBe('New event type');
    expect(find('cal')[0]).toBe('Calendar');
    expect(find('et')[0]).toBe('Event types');
    expect(find('ailab')).toEqual(['Availability']);
  });

  it('ignores accents, case and spaces', () => {
    expect(fuzzyScore('JOSE', 'José Álvarez')).not.toBeNull();
    expect(find('event  TYPE')).toContain('New event type');
  });

  it('finds items by the beginnings of their keywords, after titles that begin with the same', () => {
    const items = [
      { text: 'Security', words: 'Password and sessions' },
      { text: 'Account', words: 'Email, your data' },
      { text: 'Sessions today' },
    ];
    const named = (typed: string) => fuzzyFilter(typed, items, (item) => item).map(({ text }) => text);
    expect(named('passw')).toEqual(['Security']);
    expect(named('session')).toEqual(['Sessions today', 'Security']);
    expect(named('your data')).toEqual(['Account']);
    expect(named('word')).toEqual([]);
    expect(named('ata')).toEqual([]);
  });

  it('keeps everything, in order, for an empty search', () => {
    expect(find(' ')).toEqual(PLACES);
  });

  it('finds exactly the texts that contain the letters in order', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), maxLength: 8 });
    fc.assert(
      fc.property(letters, letters, (typed, text) => {
        const wanted = [...typed.replaceAll(' ', '')];
        const held = new RegExp(wanted.join('.*')).test(text);
        expect(fuzzyScore(typed, text) !== null).toBe(held);
      }),
    );
  });
});
