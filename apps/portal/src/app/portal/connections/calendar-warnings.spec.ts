import { calendarLike, connectionLike } from './calendar.fixture';
import { warningsOf } from './calendar-warnings';

describe('the warnings of the dashboard', () => {
  const stale = { isStale: true } as const;

  it('are none while every calendar works, or may fail for a while', () => {
    const failing = calendarLike({ failure: 'not_reachable' });
    expect(warningsOf([connectionLike(), connectionLike({ calendars: [failing] })])).toEqual([]);
  });

  it('name each calendar that is out of date, with what follows from it', () => {
    const calendars = [
      calendarLike({ ...stale, name: 'Work' }),
      calendarLike({ ...stale, name: 'Family', whenStale: 'open' }),
      calendarLike({ ...stale, name: 'Birthdays', countsAsBusy: false }),
    ];
    expect(warningsOf([connectionLike({ calendars })])).toEqual([
      { kind: 'closed', name: 'Work' },
      { kind: 'open', name: 'Family' },
    ]);
  });

  it('name an account once that wants a sign-in, however many calendars it has', () => {
    const failure = 'sign_in_again';
    const two = [calendarLike({ failure }), calendarLike({ failure })];
    expect(warningsOf([connectionLike({ name: 'iCloud', calendars: two })])).toEqual([
      { kind: 'sign_in', name: 'iCloud' },
    ]);
    const closed = [calendarLike({ failure }), calendarLike({ ...stale, failure })];
    expect(warningsOf([connectionLike({ name: 'iCloud', calendars: closed })])).toEqual([
      { kind: 'sign_in_closed', name: 'iCloud' },
    ]);
  });
});
