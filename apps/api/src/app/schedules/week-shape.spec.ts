import { DEFAULT_SCHEDULE } from './default-schedule';
import { MAX_RANGES_A_DAY, isWeekShaped } from './week-shape';

const range = { start: '09:00', end: '17:00' };
const week = (day: unknown): unknown[] => [[], [], [], [], [], [], day];

describe('the shape of a week', () => {
  it('fits the default schedule', () => expect(isWeekShaped(DEFAULT_SCHEDULE.weekly)).toBe(true));

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'seven77'],
    ['six days', week([]).slice(1)],
    ['a day that is no list', week(range)],
    ['a range that is no object', week(['09:00'])],
    ['a null range', week([null])],
    ['a range without an end', week([{ start: '09:00' }])],
    ['a range with more', week([{ ...range, zone: 'UTC' }])],
    ['a number for a time', week([{ start: 9, end: '17:00' }])],
    ['too many ranges', week(Array.from({ length: MAX_RANGES_A_DAY + 1 }, () => range))],
  ])('does not fit %s', (_what, value) => expect(isWeekShaped(value)).toBe(false));
});
