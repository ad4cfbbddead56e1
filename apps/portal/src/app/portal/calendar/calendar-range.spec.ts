import * as fc from 'fast-check';
import { addDays } from '@expertbook/web-shared/ui/calendar-dates';
import { CALENDAR_VIEWS, isDate, spanOfView, stepped } from './calendar-range';

describe('calendar ranges', () => {
  it('contain the week by the visitor’s first weekday', () => {
    expect(spanOfView('2027-01-06', 'week', 1)).toEqual({ from: '2027-01-04', to: '2027-01-11' });
    expect(spanOfView('2027-01-03', 'week', 1).from).toBe('2026-12-28');
    expect(spanOfView('2027-01-03', 'week', 0).from).toBe('2027-01-03');
  });

  it('step months from their first day, so that a 31st skips none', () => {
    expect(stepped('2027-01-31', 'month', 1)).toBe('2027-02-01');
    expect(stepped('2027-01-31', 'month', -1)).toBe('2026-12-01');
  });

  it('follow each other without a gap', () => {
    const dates = fc.integer({ min: 0, max: 1500 }).map((days) => addDays('2026-01-01', days));
    fc.assert(
      fc.property(
        dates,
        fc.constantFrom(...CALENDAR_VIEWS),
        fc.integer({ min: 0, max: 6 }),
        (date, view, first) => {
          const span = spanOfView(date, view, first);
          expect(span.from <= date && date < span.to).toBe(true);
          expect(spanOfView(stepped(date, view, 1), view, first).from).toBe(span.to);
        },
      ),
    );
  });

  it('accept only dates that exist', () => {
    expect(isDate('2027-02-28')).toBe(true);
    for (const value of ['2027-02-30', '2027-2-3', 'today', null, '2027-01-04T10:00']) {
      expect(isDate(value)).toBe(false);
    }
  });
});
