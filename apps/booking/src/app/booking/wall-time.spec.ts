import * as fc from 'fast-check';
import {
  offsetText,
  parseSlotParam,
  partOfDay,
  slotParam,
  timeText,
  wallTime,
  wallTimeAt,
  wallTimeIn,
} from './wall-time';

describe('wall time', () => {
  it("is read from the offset in the text, independent of the browser's zone data", () => {
    expect(wallTime('2027-01-04T09:00:00+01:00')).toEqual({ date: '2027-01-04', time: '09:00', offset: 60 });
    expect(wallTime('2027-07-04T23:30:00-03:30')).toEqual({
      date: '2027-07-04',
      time: '23:30',
      offset: -210,
    });
    expect(wallTime('2027-07-04T08:00:00.000Z').offset).toBe(0);
  });

  it("is the same as the API's when computed from instant and offset", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1_700_000_000, max: 2_500_000_000 }),
        fc.integer({ min: -48, max: 56 }),
        (seconds, quarters) => {
          const instant = Math.floor(seconds / 300) * 300_000;
          const { date, time } = wallTimeAt(instant, quarters * 15);
          expect(Date.parse(`${date}T${time}:00Z`) - quarters * 15 * 60_000).toBe(instant);
        },
      ),
    );
  });

  it('uses Intl only for a zone without a known offset, and handles unknown zones', () => {
    const instant = Date.parse('2027-07-01T22:30:00Z');
    expect(wallTimeIn(instant, 'Europe/Berlin')).toEqual({ date: '2027-07-02', time: '00:30', offset: 120 });
    expect(wallTimeIn(instant, 'Asia/Kathmandu').offset).toBe(345);
    expect(wallTimeIn(instant, 'Nowhere/Atall')).toEqual({ date: '2027-07-01', time: '22:30', offset: 0 });
  });

  it('formats 12 and 24 hour times', () => {
    expect(['00:05', '09:30', '12:00', '23:55'].map((time) => timeText(time, 'h12'))).toEqual([
      '12:05 am',
      '9:30 am',
      '12:00 pm',
      '11:55 pm',
    ]);
    expect(timeText('00:05', 'h23')).toBe('00:05');
  });

  it('formats offsets and parts of the day', () => {
    expect([0, 60, -210, 345].map(offsetText)).toEqual(['GMT', 'GMT+1', 'GMT-3:30', 'GMT+5:45']);
    expect(['00:00', '11:59', '12:00', '16:59', '17:00'].map(partOfDay)).toEqual([
      'morning',
      'morning',
      'afternoon',
      'afternoon',
      'evening',
    ]);
  });

  it('keeps an instant unchanged in the address and rejects anything else', () => {
    const instant = Date.parse('2027-01-04T08:05:00Z');
    expect(slotParam(instant)).toBe('2027-01-04T08:05Z');
    expect(parseSlotParam(slotParam(instant))).toBe(instant);
    expect(['', 'tomorrow', '2027-99-04T08:05Z', null].map(parseSlotParam)).toEqual([null, null, null, null]);
  });
});
