import fc from 'fast-check';
import { requestTimes } from './request-deadline';

const MADE = new Date('2027-01-04T10:00:00Z');
const after = (hours: number) => new Date(MADE.getTime() + hours * 3_600_000);
const hoursUntil = (date: Date | undefined) => date && (date.getTime() - MADE.getTime()) / 3_600_000;

describe('the deadline of a request', () => {
  it.each([
    ['the hours the expert set', 48, 24, 200, 48],
    ['fewer hours', 6, 0, 200, 6],
    ['the minimum notice before the start, where that is sooner', 48, 24, 60, 36],
    ['the start, where there is no notice', 48, 0, 20, 20],
    ['half of what is left at the edge of the notice, so that it does not end as it is made', 48, 24, 24, 12],
    ['never after the start', 336, 0, 1, 1],
  ])('is %s', (_what, responseHours, noticeHours, startsIn, expected) => {
    const rules = { responseHours, minimumNotice: noticeHours * 60 };
    expect(hoursUntil(requestTimes(MADE, after(startsIn), rules).respondBy)).toBe(expected);
  });

  it('is a whole second, as in every response', () => {
    const made = new Date(MADE.getTime() + 495);
    const { respondBy } = requestTimes(made, after(24), { responseHours: 48, minimumNotice: 1440 });
    expect(respondBy.getUTCMilliseconds()).toBe(0);
  });

  it.each([
    [48, 200, 36],
    [20, 200, 10],
    [2, 200, 1],
    [48, 0.5, undefined],
  ])('of %d hours for a session in %d hours has a reminder after %p', (responseHours, startsIn, at) => {
    const { remindAt } = requestTimes(MADE, after(startsIn), { responseHours, minimumNotice: 0 });
    expect(hoursUntil(remindAt)).toBe(at);
  });

  it('is after the request and not after the start, and the reminder is between them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 336 }),
        fc.integer({ min: 0, max: 500_000 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        (responseHours, minimumNotice, startsInMinutes) => {
          const start = after(startsInMinutes / 60);
          const { respondBy, remindAt } = requestTimes(MADE, start, { responseHours, minimumNotice });
          expect(respondBy.getTime()).toBeGreaterThan(MADE.getTime());
          expect(respondBy.getTime()).toBeLessThanOrEqual(start.getTime());
          expect(respondBy.getTime()).toBeLessThanOrEqual(after(responseHours).getTime());
          if (!remindAt) return;
          expect(remindAt.getTime()).toBeGreaterThan(MADE.getTime());
          expect(remindAt.getTime()).toBeLessThan(respondBy.getTime());
        },
      ),
    );
  });
});
