import type { TimeButton } from './time-button';
import type { WeekRow } from './week-grid';
import { cellForKey, weekRows } from './week-grid';

const DAYS = ['2027-10-29', '2027-10-30', '2027-10-31'];

const at = (start: string): TimeButton => ({
  slot: { start },
  held: false,
  instant: Date.parse(start),
  text: '',
  label: '',
});
const TIMES: Readonly<Record<string, readonly string[]>> = {
  '2027-10-29': ['2027-10-29T09:00:00+02:00', '2027-10-29T14:30:00+02:00'],
  '2027-10-31': ['2027-10-31T02:30:00+02:00', '2027-10-31T02:30:00+01:00', '2027-10-31T09:00:00+01:00'],
};
const rows = weekRows(DAYS, (day) => (TIMES[day] ?? []).map(at));

describe('rows of a week', () => {
  const shown = ({ time, cells }: WeekRow) =>
    [time, ...cells.map((cell) => cell.map(({ slot }) => slot.start.slice(16)).join(' '))].join(' | ');

  it('are the times of day, earliest first, with a gap where a day has none', () => {
    expect(rows.map(shown)).toEqual([
      // The repeated hour, in chronological order.
      '02:30 |  |  | :00+02:00 :00+01:00',
      '09:00 | :00+02:00 |  | :00+01:00',
      '14:30 | :00+02:00 |  | ',
    ]);
  });

  it('are empty where nothing is free', () => {
    expect(weekRows(DAYS, () => [])).toEqual([]);
    expect(cellForKey([], { row: 0, column: 0 }, 'ArrowDown')).toBeNull();
  });
});

describe('a key in a week', () => {
  it.each([
    ['ArrowDown', { row: 1, column: 0 }, { row: 2, column: 0 }],
    ['ArrowUp', { row: 1, column: 2 }, { row: 0, column: 2 }],
    // Skips the row in which the day has no time, and the day without times.
    ['ArrowUp', { row: 1, column: 0 }, null],
    ['ArrowDown', { row: 1, column: 2 }, null],
    ['ArrowRight', { row: 1, column: 0 }, { row: 1, column: 2 }],
    ['ArrowLeft', { row: 0, column: 2 }, { row: 1, column: 0 }],
    ['ArrowRight', { row: 2, column: 0 }, { row: 1, column: 2 }],
    ['ArrowRight', { row: 1, column: 2 }, null],
    ['Home', { row: 1, column: 2 }, { row: 1, column: 0 }],
    ['End', { row: 1, column: 0 }, { row: 1, column: 2 }],
    ['End', { row: 2, column: 0 }, { row: 2, column: 0 }],
    ['Enter', { row: 1, column: 0 }, null],
  ])('%s from %j leads to %j', (key, from, to) => expect(cellForKey(rows, from, key)).toEqual(to));

  it('is mirrored in right-to-left text', () => {
    expect(cellForKey(rows, { row: 1, column: 2 }, 'ArrowRight', true)).toEqual({ row: 1, column: 0 });
    expect(cellForKey(rows, { row: 1, column: 0 }, 'ArrowLeft', true)).toEqual({ row: 1, column: 2 });
  });
});
