import type { Schedule } from '@expertbook/contracts';
import { workingTimes } from './working-hours';

const nineToFive = [{ start: '09:00', end: '17:00' }];
const schedule: Schedule = {
  id: 's1',
  name: 'Hours',
  timeZone: 'Europe/Berlin',
  weekly: [[], nineToFive, nineToFive, nineToFive, nineToFive, [{ start: '20:00', end: '24:00' }], []],
  overrides: [
    { date: '2027-01-05', ranges: [] },
    { date: '2027-01-10', ranges: [{ start: '10:00', end: '11:00' }] },
  ],
  outOfOffice: [{ start: '2027-01-06', end: '2027-01-07' }],
  isDefault: true,
};

describe('working times', () => {
  it('follow the week, special days and days away', () => {
    expect(workingTimes(schedule, '2027-01-04', '2027-01-11', 'Europe/Berlin')).toEqual([
      { start: '2027-01-04T09:00', end: '2027-01-04T17:00' },
      { start: '2027-01-08T20:00', end: '2027-01-09T00:00' },
      { start: '2027-01-10T10:00', end: '2027-01-10T11:00' },
    ]);
  });

  it('are moved into the zone of the calendar, also from the day before', () => {
    expect(workingTimes(schedule, '2027-01-09', '2027-01-10', 'Asia/Tokyo')).toEqual([
      { start: '2027-01-09T04:00', end: '2027-01-09T08:00' },
    ]);
  });
});
