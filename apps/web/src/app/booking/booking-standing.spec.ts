import type { Booking } from '@expertbook/contracts';
import { BOOKING_STATUSES } from '@expertbook/contracts';
import { standingOf } from './booking-standing';

const booking: Booking = {
  uid: 'abc',
  status: 'confirmed',
  start: '2027-01-04T10:00:00+01:00',
  end: '2027-01-04T10:30:00+01:00',
  duration: 30,
  eventType: { id: '1', slug: 'intro', title: 'Intro' },
  expert: { handle: 'ada', name: 'Ada', timeZone: 'Europe/Berlin' },
  attendee: { name: 'Grace', email: 'grace@example.com', timeZone: 'UTC' },
  location: { kind: 'jitsi' },
  meetingUrl: 'https://meet.example/abc',
  answers: {},
  notes: '',
  cancelReason: null,
  cancelledBy: null,
  rescheduledTo: null,
  rescheduledFrom: null,
  session: null,
  createdAt: '2027-01-01T00:00:00Z',
  links: { calendar: { google: '', outlook: '', office365: '', yahoo: '', ics: '' } },
};
const before = Date.parse('2027-01-04T08:00:00Z');
const during = Date.parse('2027-01-04T09:10:00Z');
const after = Date.parse('2027-01-04T12:00:00Z');

describe('standing of a booking', () => {
  it('says so right after booking, and is calmer later', () => {
    expect(standingOf(booking, before, 'new')).toMatchObject({
      title: 'You are booked',
      fresh: true,
      open: true,
    });
    expect(standingOf(booking, before, 'moved').title).toBe('Your booking is moved');
    expect(standingOf(booking, before, undefined)).toMatchObject({ fresh: false, changeable: true });
  });

  it('does not call a request a booking', () => {
    const pending = { ...booking, status: 'pending' as const };
    expect(standingOf(pending, before, 'new')).toMatchObject({ title: 'Your request is sent', open: false });
    expect(standingOf(pending, after, undefined).changeable).toBe(false);
  });

  it('lets nothing be changed once the session has begun, but still be joined', () => {
    expect(standingOf(booking, during, 'new')).toMatchObject({ changeable: false, open: true, fresh: false });
    expect(standingOf(booking, after, undefined)).toMatchObject({
      changeable: false,
      open: false,
      tone: 'over',
    });
  });

  it('names who cancelled', () => {
    const cancelled = { ...booking, status: 'cancelled' as const };
    expect(standingOf({ ...cancelled, cancelledBy: 'expert' }, before, null).text).toMatch(
      /Ada had to cancel/,
    );
    expect(standingOf({ ...cancelled, cancelledBy: 'client' }, before, null).text).toMatch(/free again/);
  });

  it('has words for every status, and offers changes only while they are legal', () => {
    for (const status of BOOKING_STATUSES) {
      const standing = standingOf({ ...booking, status }, before, null);
      expect(standing.title).not.toBe('');
      expect(standing.changeable).toBe(status === 'pending' || status === 'confirmed');
    }
  });
});
