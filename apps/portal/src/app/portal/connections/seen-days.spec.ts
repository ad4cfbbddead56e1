import type { ExternalEvent } from '@expertbook/contracts';
import { seenDays } from './seen-days';

const event = (start: string, end: string): ExternalEvent => ({
  start,
  end,
  allDay: false,
  calendarId: 'k1',
});

describe('seenDays', () => {
  it('groups by the expert’s dates, the earliest first, what still lasts under today', () => {
    const events = [
      event('2027-01-04T23:30:00Z', '2027-01-05T00:30:00Z'),
      event('2027-01-04T09:00:00Z', '2027-01-04T10:00:00Z'),
      event('2027-01-02T09:00:00Z', '2027-01-06T10:00:00Z'),
    ];
    const days = seenDays(events, 'Europe/Berlin', '2027-01-04');
    expect(days.map(({ date, events: seen }) => [date, seen.map(({ start }) => start)])).toEqual([
      ['2027-01-04', ['2027-01-02T09:00:00Z', '2027-01-04T09:00:00Z']],
      ['2027-01-05', ['2027-01-04T23:30:00Z']],
    ]);
  });
});
