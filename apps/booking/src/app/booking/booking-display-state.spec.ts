import type { Booking } from '@expertbook/contracts';
import { BOOKING_STATUSES } from '@expertbook/contracts';
import { TestBed } from '@angular/core/testing';
import { bookingLike } from '@expertbook/web-shared/data/booking.fixture';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { bookingDisplayState } from './booking-display-state';

const booking = bookingLike({
  start: '2027-01-04T10:00:00+01:00',
  end: '2027-01-04T10:30:00+01:00',
  attendeeTimes: { start: '2027-01-04T09:00:00+00:00', end: '2027-01-04T09:30:00+00:00' },
});
const before = Date.parse('2027-01-04T08:00:00Z');
const during = Date.parse('2027-01-04T09:10:00Z');
const after = Date.parse('2027-01-04T12:00:00Z');

function stateOf(of: Booking, now: number, arrival: unknown, deadline: string | null = null) {
  const t = TestBed.runInInjectionContext(() => translator('pages', 'booking'));
  return bookingDisplayState(of, { now, arrival, deadline, t });
}

describe('display state of a booking', () => {
  it('confirms right after booking, and has a neutral text later', () => {
    expect(stateOf(booking, before, 'new')).toMatchObject({
      title: 'You’re booked',
      fresh: true,
      open: true,
    });
    expect(stateOf(booking, before, 'moved').title).toBe('Your booking has been rescheduled');
    expect(stateOf(booking, before, undefined)).toMatchObject({ fresh: false, changeable: true });
  });

  it('does not call a request a booking', () => {
    const pending = { ...booking, status: 'pending' as const };
    expect(stateOf(pending, before, 'new')).toMatchObject({
      title: 'Your request has been sent',
      open: false,
    });
    expect(stateOf(pending, after, undefined).changeable).toBe(false);
  });

  it('names the deadline for the response, and who did not respond', () => {
    const pending = { ...booking, status: 'pending' as const };
    expect(stateOf(pending, before, null, 'Sunday 3 January 2027, 10:00').text).toContain(
      'Ada has until Sunday 3 January 2027, 10:00 to respond',
    );
    const declined = { ...booking, status: 'declined' as const };
    expect(stateOf(declined, before, null).title).toMatch(/declined/);
    const expired = stateOf({ ...declined, endReason: 'no_response' }, before, null);
    expect(expired.title).toBe('Ada didn’t respond in time');
    expect(expired.text).not.toMatch(/declined/);
  });

  it('is live while the booking may still change', () => {
    const live = BOOKING_STATUSES.filter((status) => stateOf({ ...booking, status }, before, null).live);
    expect(live).toEqual(['pending', 'confirmed']);
    expect(stateOf(booking, during, null).live).toBe(true);
    expect(stateOf(booking, after, null).live).toBe(false);
  });

  it('allows no changes once the session has begun, but still joining', () => {
    expect(stateOf(booking, during, 'new')).toMatchObject({ changeable: false, open: true, fresh: false });
    expect(stateOf(booking, after, undefined)).toMatchObject({
      changeable: false,
      open: false,
      tone: 'over',
    });
  });

  it('names who cancelled', () => {
    const cancelled = { ...booking, status: 'cancelled' as const };
    expect(stateOf({ ...cancelled, cancelledBy: 'expert' }, before, null).text).toMatch(/Ada had to cancel/);
    expect(stateOf({ ...cancelled, cancelledBy: 'client' }, before, null).text).toMatch(/free again/);
  });

  it('has texts for every status, and offers changes only while they are legal', () => {
    for (const status of BOOKING_STATUSES) {
      const now = stateOf({ ...booking, status }, before, null);
      expect(now.title).not.toBe('');
      expect(now.changeable).toBe(status === 'pending' || status === 'confirmed');
    }
  });
});
