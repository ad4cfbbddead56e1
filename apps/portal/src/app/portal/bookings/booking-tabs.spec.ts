import { bookingLike } from '@expertbook/web-shared/data/booking.fixture';
import { belongsTo, isBookingTab } from './booking-tabs';

const now = new Date('2027-01-04T09:15:00Z');
const running = bookingLike();
const over = bookingLike({ end: '2027-01-04T09:15:00Z' });

describe('belongsTo', () => {
  it('keeps a session in progress in the upcoming tab, and moves it at its end', () => {
    expect(belongsTo('upcoming', running, now)).toBe(true);
    expect(belongsTo('past', running, now)).toBe(false);
    expect(belongsTo('upcoming', over, now)).toBe(false);
    expect(belongsTo('past', over, now)).toBe(true);
  });

  it('shows a request that was never answered in the past tab', () => {
    expect(belongsTo('pending', { ...running, status: 'pending' }, now)).toBe(true);
    expect(belongsTo('pending', { ...over, status: 'pending' }, now)).toBe(false);
    expect(belongsTo('past', { ...over, status: 'pending' }, now)).toBe(true);
  });

  it.each(['cancelled', 'declined', 'rescheduled'] as const)(
    'keeps %s ones in one tab, past or not',
    (status) => {
      expect(belongsTo('cancelled', { ...running, status }, now)).toBe(true);
      expect(belongsTo('cancelled', { ...over, status }, now)).toBe(true);
      expect(belongsTo('upcoming', { ...running, status }, now)).toBe(false);
    },
  );
});

describe('isBookingTab', () => {
  it('accepts its tabs and nothing else', () => {
    expect(isBookingTab('past')).toBe(true);
    expect(isBookingTab('toString')).toBe(false);
    expect(isBookingTab(undefined)).toBe(false);
  });
});
