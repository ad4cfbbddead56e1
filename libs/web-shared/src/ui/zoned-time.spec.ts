import { setLocaleOf } from '../platform/locale';
import { addDays } from './calendar-dates';
import {
  dateRangeText,
  dayInSentence,
  fullRangeText,
  localDateOf,
  nearDayText,
  timeRangeText,
  timeText,
  relativeText,
} from './zoned-time';

describe('localDateOf', () => {
  it("is the zone's own day, independent of the browser's zone", () => {
    expect(localDateOf('2027-01-04T02:00:00Z', 'America/New_York')).toBe('2027-01-03');
    expect(localDateOf('2027-01-04T02:00:00Z', 'Asia/Tokyo')).toBe('2027-01-04');
    expect(localDateOf('2027-01-04T20:00:00-05:00', 'Asia/Tokyo')).toBe('2027-01-05');
  });

  it('falls back to UTC for a zone this browser does not know', () => {
    expect(localDateOf('2027-01-04T02:00:00Z', 'Mars/Olympus')).toBe('2027-01-04');
  });
});

describe('addDays', () => {
  it('crosses months, years and clock changes', () => {
    expect(addDays('2027-03-27', 2)).toBe('2027-03-29');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
  });
});

describe('nearDayText', () => {
  it('names the days around today', () => {
    expect(nearDayText('2027-01-01', '2027-01-01')).toBe('Today');
    expect(nearDayText('2027-01-01', '2026-12-31')).toBe('Tomorrow');
    expect(nearDayText('2026-12-30', '2026-12-31')).toBe('Yesterday');
    expect(nearDayText('2027-01-03', '2027-01-01')).toBeNull();
  });
});

describe('dayWithin', () => {
  it('names a day for the middle of a sentence', () => {
    expect(dayInSentence('2027-01-01', '2027-01-01')).toBe('today');
    expect(dayInSentence('2027-01-01', '2026-12-31')).toBe('tomorrow');
    expect(dayInSentence('2027-01-03', '2027-01-01')).toMatch(/3 Jan 2027|Jan 3, 2027/);
  });
});

describe('timeRangeText', () => {
  afterEach(() => setLocaleOf('en'));

  it.each(['en', 'de', 'es', 'ar'])('has the same dash in %s as mails and the clients’ pages', (language) => {
    setLocaleOf(language);
    const text = timeRangeText('2027-01-04T09:00:00Z', '2027-01-04T09:30:00Z', 'UTC');
    expect(text).toMatch(/^0?9:00( \S+)? – 0?9:30/);
  });

  it('writes each hour like a single time', () => {
    setLocaleOf('es');
    const [start, end] = ['2027-01-04T09:00:00Z', '2027-01-04T10:00:00Z'];
    expect(timeRangeText(start, end, 'UTC')).toBe(`${timeText(start, 'UTC')} – ${timeText(end, 'UTC')}`);
    expect(timeText(start, 'UTC')).toBe('09:00');
  });
});

describe('dateRangeText', () => {
  const plain = (first: string, last: string) => dateRangeText(first, last).replaceAll(/\s+/g, ' ');

  it('writes the common parts of two dates once', () => {
    setLocaleOf('en');
    expect(plain('2026-12-01', '2026-12-07')).toMatch(/^(1 ?– ?7 Dec 2026|Dec 1 ?– ?7, 2026)$/);
    expect(plain('2026-12-28', '2027-01-03')).toMatch(/2026 – .*2027$/);
  });
});

describe('fullRangeText', () => {
  it('keeps the hours together at every width', () => {
    const text = fullRangeText('2027-01-04T09:00:00Z', '2027-01-04T09:30:00Z', 'UTC');
    expect(text).toContain('2027, ');
    expect(text).toMatch(/\d\s?\u2060–\u2060\s?\d/);
  });
});

describe('untilText', () => {
  const until = (now: string) => relativeText('2027-01-04T09:00:00Z', '2027-01-04T09:30:00Z', new Date(now));

  it.each([
    ['2027-01-04T08:59:30Z', 'in 1 minute'],
    ['2027-01-04T08:15:00Z', 'in 45 minutes'],
    ['2027-01-04T05:00:00Z', 'in 4 hours'],
    ['2027-01-01T09:00:00Z', 'in 3 days'],
    ['2027-01-04T09:00:00Z', 'now'],
    ['2027-01-04T09:29:00Z', 'now'],
    ['2027-01-04T09:30:00Z', 'ended'],
  ])('at %s returns "%s"', (now, words) => {
    expect(until(now)).toBe(words);
  });
});
