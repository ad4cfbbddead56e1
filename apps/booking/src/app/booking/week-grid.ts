import type { LocalDate, LocalTime } from '@expertbook/contracts';
import type { TimeButton } from './time-button';
import { wallTime } from './wall-time';

/** One row of the week view: a time of day, with the free starts of each shown day at that time. */
export interface WeekRow {
  time: LocalTime;
  /** One cell per day; where clocks go back, a day has a time twice. */
  cells: readonly (readonly TimeButton[])[];
}

/** Position in the grid. */
export interface CellPosition {
  row: number;
  column: number;
}

/** Times of day as rows, days as columns: equal times are in one row, and a gap shows a taken time. */
export function weekRows(
  days: readonly LocalDate[],
  timesOf: (day: LocalDate) => readonly TimeButton[],
): WeekRow[] {
  const rows = new Map<LocalTime, TimeButton[][]>();
  days.forEach((day, column) => {
    for (const button of timesOf(day)) {
      const { time } = wallTime(button.slot.start);
      const cells = rows.get(time) ?? days.map((): TimeButton[] => []);
      cells[column]?.push(button);
      rows.set(time, cells);
    }
  });
  return [...rows].sort(([a], [b]) => a.localeCompare(b)).map(([time, cells]) => ({ time, cells }));
}

/**
 * Where a key moves the focus: up and down to the next cell with a time, left and right to the nearest time of that
 * day; Home and End to the first and last day of the row. Null where there is none, and for every other key. `rtl`
 * swaps left and right.
 */
export function cellForKey(
  rows: readonly WeekRow[],
  from: CellPosition,
  key: string,
  rtl = false,
): CellPosition | null {
  const columns = rows[0]?.cells.length ?? 0;
  const isFilled = (row: number, column: number) => (rows[row]?.cells[column]?.length ?? 0) > 0;
  const nearestRow = (column: number) =>
    rows
      .map((_, row) => row)
      .filter((row) => isFilled(row, column))
      .sort((a, b) => Math.abs(a - from.row) - Math.abs(b - from.row))[0];
  const sideways = (step: number): CellPosition | null => {
    for (let column = from.column + step; column >= 0 && column < columns; column += step) {
      const row = nearestRow(column);
      if (row !== undefined) return { row, column };
    }
    return null;
  };
  const upAndDown = (step: number): CellPosition | null => {
    for (let row = from.row + step; row >= 0 && row < rows.length; row += step)
      if (isFilled(row, from.column)) return { row, column: from.column };
    return null;
  };
  const filled = Array.from({ length: columns }, (_, column) => column).filter((column) =>
    isFilled(from.row, column),
  );
  const inRow = (column: number | undefined) => (column === undefined ? null : { row: from.row, column });
  switch (key) {
    case 'ArrowLeft':
      return sideways(rtl ? 1 : -1);
    case 'ArrowRight':
      return sideways(rtl ? -1 : 1);
    case 'ArrowUp':
      return upAndDown(-1);
    case 'ArrowDown':
      return upAndDown(1);
    case 'Home':
      return inRow(filled[0]);
    case 'End':
      return inRow(filled.at(-1));
    default:
      return null;
  }
}
