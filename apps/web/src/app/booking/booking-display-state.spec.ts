import type { Booking } from '@expertbook/contracts';
import { BOOKING_STATUSES } from '@expertbook/contracts';
import { TestBed } from '@angular/core/testing';
import { bookingLike } from '../data/booking.fixture';
import { translator } from '../i18n/translator';
import { bookingDisplayState } from './booking-display-state';

const booking = bookingLike({
  start: '2027-01-04T10:00:00+01:00',
  end: '2027-01-04T10:30:00+01:00',
  attendeeTimes: { start: '2027-01-04T09:00:00+00:00', end: '2027-01-04T09:30:00+00:00' },
});
const before = Date.parse('2027-01-04T08:00:00Z');
const during = Date.parse('2027-01-04T09:10:00Z');
const after = Date.parse('2027-01-04T12:00:00Z');

function standing(of: Booking, now: number, arrival: unknown, deadline: string | null = null) {
  const t = TestBed.runInInjectionContext(() => translator('pages', 'booking'));
  return bookingDisplayState(of, { now, arrival, deadline, t });
}

describe('standing of a booking', () => {
  it('says so right after booking, and is calmer later', () => {
    expect(standing(booking, before, 'new')).toMatchObject({
      title: 'You’re booked',
      fresh: true,
      open: true,
    });
    expect(standing(booking, before, 'moved').title).toBe('Your booking has been rescheduled');
    expect(standing(booking, before, undefined)).toMatchObject({ fresh: false, changeable: true });
  });

  it('does not call a request a booking', () => {
    const pending = { ...booking, status: 'pending' as const };
    expect(standing(pending, before, 'new')).toMatchObject({
      title: 'Your request has been sent',
      open: false,
    });
    expect(standing(pending, after, undefined).changeable).toBe(false);
  });

  it('says until when the expert may respond, and who did not', () => {
    const pending = { ...booking, status: 'pending' as const };
    expect(standing(pending, before, null, 'Sunday 3 January 2027, 10:00').text).toContain(
      'Ada has until Sunday 3 January 2027, 10:00 to respond',
    );
    const declined = { ...booking, status: 'declined' as const };
    expect(standing(declined, before, null).title).toMatch(/declined/);
    const expired = standing({ ...declined, endReason: 'no_response' }, before, null);
    expect(expired.title).toBe('Ada didn’t respond in time');
    expect(expired.text).not.toMatch(/declined/);
  });

  it('is watched as long as it may become another', () => {
    const live = BOOKING_STATUSES.filter((status) => standing({ ...booking, status }, before, null).live);
    expect(live).toEqual(['pending', 'confirmed']);
    expect(standing(booking, during, null).live).toBe(true);
    expect(standing(booking, after, null).live).toBe(false);
  });

  it('lets nothing be changed once the session has begun, but still be joined', () => {
    expect(standing(booking, during, 'new')).toMatchObject({ changeable: false, open: true, fresh: false });
    expect(standing(booking, after, undefined)).toMatchObject({
      changeable: false,
      open: false,
      tone: 'over',
    });
  });

  it('names who cancelled', () => {
    const cancelled = { ...booking, status: 'cancelled' as const };
    expect(standing({ ...cancelled, cancelledBy: 'expert' }, before, null).text).toMatch(/Ada had to cancel/);
    expect(standing({ ...cancelled, cancelledBy: 'client' }, before, null).text).toMatch(/free again/);
  });

  it('has words for every status, and offers changes only while they are legal', () => {
    for (const status of BOOKING_STATUSES) {
      const now = standing({ ...booking, status }, before, null);
      expect(now.title).not.toBe('');
      expect(now.changeable).toBe(status === 'pending' || status === 'confirmed');
    }
  });
});
