import * as fc from 'fast-check';
import { addDays } from '@expertbook/web-shared/ui/calendar-dates';
import type { DaysChange, SpecialDates } from './special-rules';
import { datesBetween, markOf, withDays } from './special-rules';

const FIRST = '2027-02-20';
const dates = datesBetween(FIRST, addDays(FIRST, 40));
const run = fc
  .tuple(fc.nat({ max: 40 }), fc.nat({ max: 12 }))
  .map(([from, days]) => ({ start: dates[from] ?? FIRST, end: dates[Math.min(40, from + days)] ?? FIRST }));
const change: fc.Arbitrary<DaysChange> = fc
  .tuple(run, fc.constantFrom('usual', 'hours', 'closed', 'away'), fc.constantFrom('', 'Holiday'))
  .map(([{ start, end }, kind, reason]) => ({
    start,
    end,
    kind: kind as DaysChange['kind'],
    ranges: kind === 'hours' ? [{ start: '10:00', end: '12:00' }] : [],
    reason: kind === 'away' ? reason : '',
  }));
const NOTHING: SpecialDates = { overrides: [], away: [] };
const special = fc
  .array(change, { maxLength: 8 })
  .map((changes) => changes.reduce((value, one) => withDays(value, one), NOTHING));

describe('setting date overrides and absences', () => {
  it('sets the given days and leaves every other day unchanged', () => {
    fc.assert(
      fc.property(special, change, (before, asked) => {
        const after = withDays(before, asked);
        for (const date of dates) {
          const inside = asked.start <= date && date <= asked.end;
          const { kind, ranges, reason } = asked;
          if (!inside) expect(markOf(after, date)).toEqual(markOf(before, date));
          else if (kind === 'away') expect(markOf(after, date).kind).toBe('away');
          else expect(markOf(after, date)).toEqual({ kind, ranges, reason });
        }
      }),
    );
  });

  it('keeps one entry per date, in order', () => {
    fc.assert(
      fc.property(special, ({ overrides, away }) => {
        const days = overrides.map((one) => one.date);
        expect(days).toEqual([...new Set(days)].sort());
        expect(away.every((one) => one.start <= one.end)).toBe(true);
        const starts = away.map((one) => one.start);
        expect(starts).toEqual([...starts].sort());
      }),
    );
  });

  it('restores the former state when an absence over it is removed', () => {
    fc.assert(
      fc.property(special, change, (before, asked) => {
        const after = withDays(before, { ...asked, kind: 'away', ranges: [] });
        const added = after.away.find((one) => !before.away.includes(one));
        expect({ ...after, away: after.away.filter((one) => one !== added) }).toEqual(before);
      }),
    );
  });

  it('describes a day with two absences by the one that begins last', () => {
    const away = [
      { start: '2027-03-01', end: '2027-03-31', reason: 'Parental leave' },
      { start: '2027-03-10', end: '2027-03-12', reason: 'Hospital' },
    ];
    expect(markOf({ overrides: [], away }, '2027-03-11').reason).toBe('Hospital');
    expect(markOf({ overrides: [], away }, '2027-03-13').reason).toBe('Parental leave');
  });

  it('keeps absences in order when two overlapping ones are split in the middle', () => {
    const away = [
      { start: '2027-03-01', end: '2027-03-31' },
      { start: '2027-03-02', end: '2027-03-20' },
    ];
    const open = { start: '2027-03-05', end: '2027-03-10', kind: 'usual' as const, ranges: [], reason: '' };
    expect(withDays({ overrides: [], away }, open).away.map((one) => one.start)).toEqual([
      '2027-03-01',
      '2027-03-02',
      '2027-03-11',
      '2027-03-11',
    ]);
  });

  it('restores the hours of a day that is no longer absent', () => {
    const day = { start: '2027-03-01', end: '2027-03-01', reason: '' };
    const opened = withDays(NOTHING, { ...day, kind: 'hours', ranges: [{ start: '10:00', end: '12:00' }] });
    const gone = withDays(opened, { ...day, kind: 'away', ranges: [] });
    expect(markOf(gone, day.start).kind).toBe('away');
    expect(markOf({ ...gone, away: [] }, day.start).kind).toBe('hours');
  });

  it('counts days across the end of a month', () => {
    expect(datesBetween('2027-02-27', '2027-03-02')).toEqual([
      '2027-02-27',
      '2027-02-28',
      '2027-03-01',
      '2027-03-02',
    ]);
  });
});
