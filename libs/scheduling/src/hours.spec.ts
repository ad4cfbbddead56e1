import type { TimeRange, WorkingHours } from './hours';
import { validateHours } from './hours';

const office: TimeRange[] = [
  { start: '09:00', end: '12:30' },
  { start: '13:30', end: '17:00' },
];

function hoursWith(change: Partial<WorkingHours>): WorkingHours {
  return {
    timeZone: 'Europe/Berlin',
    weekly: [[], office, office, office, office, office, []],
    overrides: [],
    outOfOffice: [],
    ...change,
  };
}

const monday = (...ranges: TimeRange[]): Partial<WorkingHours> => ({
  weekly: [[], ranges, [], [], [], [], []],
});
const found = (change: Partial<WorkingHours>): string[] =>
  validateHours(hoursWith(change)).map(({ field, code }) => `${field} ${code}`);

describe('validated hours', () => {
  it('are valid with ranges in any order, touching ranges, a night and the whole day', () => {
    expect(found({})).toEqual([]);
    expect(found(monday({ start: '13:00', end: '17:00' }, { start: '09:00', end: '13:00' }))).toEqual([]);
    expect(found(monday({ start: '00:00', end: '24:00' }))).toEqual([]);
    expect(found(monday({ start: '22:00', end: '23:59' }))).toEqual([]);
    expect(found({ overrides: [{ date: '2028-02-29', ranges: [] }] })).toEqual([]);
    expect(found({ outOfOffice: [{ start: '2027-08-01', end: '2027-08-01' }] })).toEqual([]);
  });

  it.each<[string, Partial<WorkingHours>, string[]]>([
    ['an unknown zone', { timeZone: 'Mars/Base' }, ['timeZone unknown_time_zone']],
    ['six weekdays', { weekly: [[], [], [], [], [], []] }, ['weekly seven_weekdays']],
    [
      'a time that is none',
      monday({ start: '9:00', end: '25:00' }),
      ['weekly[1][0].start invalid_time', 'weekly[1][0].end invalid_time'],
    ],
    ['24:00 as a start', monday({ start: '24:00', end: '24:00' }), ['weekly[1][0].start invalid_time']],
    [
      'times off the grid',
      monday({ start: '09:02', end: '10:01' }),
      ['weekly[1][0].start off_grid', 'weekly[1][0].end off_grid'],
    ],
    ['23:59 as a start', monday({ start: '23:59', end: '24:00' }), ['weekly[1][0].start off_grid']],
    ['an end before its start', monday({ start: '17:00', end: '09:00' }), ['weekly[1][0] end_before_start']],
    ['an empty range', monday({ start: '09:00', end: '09:00' }), ['weekly[1][0] end_before_start']],
    [
      'overlapping ranges',
      monday({ start: '12:00', end: '14:00' }, { start: '09:00', end: '12:05' }),
      ['weekly[1][0] overlapping_ranges'],
    ],
    [
      'a range inside another',
      monday(
        { start: '09:00', end: '17:00' },
        { start: '10:00', end: '11:00' },
        { start: '16:00', end: '18:00' },
      ),
      ['weekly[1][1] overlapping_ranges', 'weekly[1][2] overlapping_ranges'],
    ],
    [
      'an override on a day that is none',
      { overrides: [{ date: '2027-02-29', ranges: [] }] },
      ['overrides[0].date invalid_date'],
    ],
    [
      'two overrides of one day',
      {
        overrides: [
          { date: '2027-03-01', ranges: office },
          { date: '2027-03-01', ranges: [] },
        ],
      },
      ['overrides[1].date duplicate_date'],
    ],
    [
      'bad ranges in an override',
      { overrides: [{ date: '2027-03-01', ranges: [{ start: '10:00', end: '09:00' }] }] },
      ['overrides[0].ranges[0] end_before_start'],
    ],
    [
      'an absence that ends before it starts',
      { outOfOffice: [{ start: '2027-08-02', end: '2027-08-01' }] },
      ['outOfOffice[0].end end_before_start'],
    ],
    [
      'an absence without real days',
      { outOfOffice: [{ start: 'soon', end: '2027-08-32' }] },
      ['outOfOffice[0].start invalid_date', 'outOfOffice[0].end invalid_date'],
    ],
  ])('have the path of %s', (_, change, problems) => expect(found(change)).toEqual(problems));

  it('are explained in a sentence', () => {
    for (const { message } of validateHours(hoursWith({ timeZone: 'x', weekly: [] }))) {
      expect(message).toMatch(/^.+\.$/);
    }
  });
});
