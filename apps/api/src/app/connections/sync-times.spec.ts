import { nextReadAt, retryAt } from './sync-times';

const SECOND = 1000;

describe('when a calendar is read again', () => {
  it('is after the poll’s interval', () => {
    expect(+nextReadAt(0, { calendarPoll: 300 })).toBe(300 * SECOND);
  });

  it('is twice as late after each failure, half an hour at most, and never before the provider allows it', () => {
    const pauses = [1, 2, 3, 8, 50].map((failures) => +retryAt(0, failures, null) / SECOND);
    expect(pauses).toEqual([15, 30, 60, 1800, 1800]);
    expect(+retryAt(0, 1, 7_200_000)).toBe(7_200_000);
    expect(+retryAt(0, 3, 1000)).toBe(60 * SECOND);
  });
});
