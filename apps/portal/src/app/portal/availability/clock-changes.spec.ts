import type { WeeklyHours } from '@expertbook/contracts';
import { USUAL_WEEK } from './hours-rules';
import { affectedHours, clockChanges } from './clock-changes';

const NOW = Date.parse('2027-01-04T08:00:00Z');
const always = (start: string, end: string): WeeklyHours => [0, 1, 2, 3, 4, 5, 6].map(() => [{ start, end }]);
const schedule = (timeZone: string, weekly: WeeklyHours) => ({
  timeZone,
  weekly,
  overrides: [],
  outOfOffice: [],
});

describe('clockChanges', () => {
  it('finds both changes of a year, to the minute', () => {
    expect(clockChanges('Europe/Berlin', NOW, 366)).toEqual([
      { at: Date.parse('2027-03-28T01:00:00Z'), before: 60, after: 120 },
      { at: Date.parse('2027-10-31T01:00:00Z'), before: 120, after: 60 },
    ]);
  });

  it('finds none in a zone without clock changes', () => {
    expect(clockChanges('Asia/Kolkata', NOW, 366)).toEqual([]);
  });

  it('finds a change of half an hour too', () => {
    expect(clockChanges('Australia/Lord_Howe', NOW, 366).map((one) => one.after - one.before)).toEqual([
      -30, 30,
    ]);
  });
});

describe('affectedHours', () => {
  it('lists the hours that do not exist and those that pass twice', () => {
    expect(affectedHours(schedule('Europe/Berlin', always('00:00', '24:00')), NOW)).toEqual([
      { date: '2027-03-28', kind: 'skipped', start: '02:00', end: '03:00' },
      { date: '2027-10-31', kind: 'repeated', start: '02:00', end: '03:00' },
    ]);
  });

  it('lists only what overlaps the hours', () => {
    expect(affectedHours(schedule('America/New_York', always('02:30', '09:00')), NOW)).toEqual([
      { date: '2027-03-14', kind: 'skipped', start: '02:30', end: '03:00' },
    ]);
  });

  it('is empty for an ordinary week', () => {
    expect(affectedHours(schedule('Europe/Berlin', USUAL_WEEK), NOW)).toEqual([]);
  });

  it('uses the hours of the date override where the date has one', () => {
    const week = schedule('Europe/Berlin', always('00:00', '24:00'));
    const closed = [{ date: '2027-03-28', ranges: [] }];
    expect(affectedHours({ ...week, overrides: closed }, NOW).map((one) => one.kind)).toEqual(['repeated']);
    const away = [{ start: '2027-10-30', end: '2027-11-02' }];
    expect(affectedHours({ ...week, outOfOffice: away }, NOW).map((one) => one.kind)).toEqual(['skipped']);
  });

  it('splits a change at midnight between the two dates', () => {
    const clocks = affectedHours(schedule('America/Santiago', always('00:00', '24:00')), NOW);
    expect(clocks.map((one) => one.kind).sort()).toEqual(['repeated', 'skipped']);
    for (const one of clocks) expect(one.start < one.end).toBe(true);
  });
});
