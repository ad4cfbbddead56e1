import { TestBed } from '@angular/core/testing';
import { Hours, WeekStart, firstWeekdayOf } from './locale';

const reloaded = () => {
  TestBed.resetTestingModule();
  return { hours: TestBed.inject(Hours), week: TestBed.inject(WeekStart) };
};

describe("the visitor's format of times and weeks", () => {
  beforeEach(() => localStorage.clear());

  it.each([
    ['de', 1],
    ['en-GB', 1],
    ['en-US', 0],
    ['pt-BR', 0],
    ['ar-EG', 6],
    ['nonsense!', 1],
  ])('a week in %s begins with day %i', (language, day) => {
    expect(firstWeekdayOf(language)).toBe(day);
  });

  it('follows the browser’s language at first', () => {
    const { hours, week } = reloaded();
    expect(week.day()).toBe(firstWeekdayOf(navigator.language));
    expect(hours.cycle()).toBe('h12');
  });

  it('is the chosen one, also at the next visit', () => {
    for (const day of [1, 0, 6] as const) {
      reloaded().week.choose(day);
      expect(reloaded().week.day()).toBe(day);
    }
    reloaded().hours.choose('h23');
    expect(reloaded().hours.cycle()).toBe('h23');
  });

  it('ignores invalid values', () => {
    localStorage.setItem('eb.week', '3');
    localStorage.setItem('eb.hours', '10');
    const { hours, week } = reloaded();
    expect(week.day()).toBe(firstWeekdayOf(navigator.language));
    expect(hours.cycle()).toBe('h12');
  });

  it('lasts for the page when storage is unavailable', () => {
    const refused = jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new Error('refused');
    });
    const { week } = reloaded();
    week.choose(6);
    expect(week.day()).toBe(6);
    refused.mockRestore();
  });
});
