import type { Schedule } from '@expertbook/contracts';
import { closedTimes, workingTimes } from './working-hours';

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
  it('follow the week, date overrides and absences', () => {
    expect(workingTimes(schedule, '2027-01-04', '2027-01-11', 'Europe/Berlin')).toEqual([
      { start: '2027-01-04T09:00', end: '2027-01-04T17:00' },
      { start: '2027-01-08T20:00', end: '2027-01-09T00:00' },
      { start: '2027-01-10T10:00', end: '2027-01-10T11:00' },
    ]);
  });

  it("are converted to the calendar's zone, also from the day before", () => {
    expect(workingTimes(schedule, '2027-01-09', '2027-01-10', 'Asia/Tokyo')).toEqual([
      { start: '2027-01-09T04:00', end: '2027-01-09T08:00' },
    ]);
  });
});

describe('closed times', () => {
  const day = (start: string, end: string) => ({ start: `2027-01-04T${start}`, end: `2027-01-04T${end}` });

  it('are the times between working times and around them', () => {
    const working = [day('13:00', '17:00'), day('09:00', '12:00'), day('11:00', '12:30')];
    expect(closedTimes(working, '2027-01-04', '2027-01-05')).toEqual([
      day('00:00', '09:00'),
      day('12:30', '13:00'),
      { start: '2027-01-04T17:00', end: '2027-01-05T00:00' },
    ]);
  });

  it('are the whole day without working times, and none with working times around the clock', () => {
    const whole = { start: '2027-01-04T00:00', end: '2027-01-05T00:00' };
    expect(closedTimes([], '2027-01-04', '2027-01-05')).toEqual([whole]);
    expect(closedTimes([whole], '2027-01-04', '2027-01-05')).toEqual([]);
  });

  it('end with the shown dates', () => {
    const night = { start: '2027-01-03T22:00', end: '2027-01-04T02:00' };
    const later = { start: '2027-01-05T08:00', end: '2027-01-05T09:00' };
    expect(closedTimes([night, later], '2027-01-04', '2027-01-05')).toEqual([
      { start: '2027-01-04T02:00', end: '2027-01-05T00:00' },
    ]);
  });
});
