import { verdictOf } from './booking-counts';

const NOW = new Date('2027-01-04T09:00:00Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const RULES = { unproven: { perHour: 3, perDay: 10 }, proven: { perHour: 30, perDay: 100 } };

describe('another booking with an address', () => {
  it('is allowed for an unknown address', () => {
    expect(verdictOf(null, 'a', RULES, NOW)).toEqual({ isProven: false, room: 3, seconds: 0 });
  });

  it('needs a code when the hour or the day is full, until both have ended', () => {
    const hour = { hits: 3, endsAt: later(600) };
    const day = { hits: 10, endsAt: later(7200) };
    expect(verdictOf({ hour }, 'a', RULES, NOW)).toMatchObject({ room: 0, seconds: 600 });
    expect(verdictOf({ hour, day }, 'a', RULES, NOW)).toMatchObject({ room: 0, seconds: 7200 });
    expect(
      verdictOf({ hour: { ...hour, hits: 2 }, day: { ...day, hits: 9 } }, 'a', RULES, NOW).room,
    ).toBeGreaterThan(0);
  });

  it('is allowed again when the window has ended', () => {
    const ended = { hits: 99, endsAt: NOW };
    expect(verdictOf({ hour: ended, day: ended }, 'a', RULES, NOW).room).toBeGreaterThan(0);
  });

  it('has a higher limit for a verified address of the mailbox', () => {
    const proven = [{ address: 'a', at: NOW }];
    const hour = { hits: 3, endsAt: later(600) };
    expect(verdictOf({ hour, proven }, 'a', RULES, NOW)).toMatchObject({ isProven: true, room: 27 });
    expect(verdictOf({ hour, proven }, 'b', RULES, NOW)).toMatchObject({
      isProven: false,
      room: 0,
    });
    expect(verdictOf({ hour: { ...hour, hits: 30 }, proven }, 'a', RULES, NOW).room).toBe(0);
  });
});
