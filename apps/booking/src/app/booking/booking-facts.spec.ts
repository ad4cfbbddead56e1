import { TestBed } from '@angular/core/testing';
import type { Booking } from '@expertbook/contracts';
import { bookingLike } from '@expertbook/web-shared/data/booking.fixture';
import { BookingFacts } from './booking-facts';

const booking = bookingLike({
  start: '2027-01-04T18:00:00+01:00',
  end: '2027-01-04T18:30:00+01:00',
  // From November 2026 seven hours all year, independent of the browser's zone data.
  attendeeTimes: { start: '2027-01-04T10:00:00-07:00', end: '2027-01-04T10:30:00-07:00' },
  expert: { handle: 'ada', name: 'Ada', timeZone: 'Europe/Berlin', brandColor: null, look: 'classic' },
  attendee: { name: 'Grace', email: 'grace@example.com', timeZone: 'America/Vancouver' },
  meetingUrl: null,
});

describe('booking facts', () => {
  const factsOf = async (shown: Booking) => {
    localStorage.setItem('eb.hours', '24');
    const fixture = TestBed.createComponent(BookingFacts);
    fixture.componentRef.setInput('booking', shown);
    await fixture.whenStable();
    return (fixture.nativeElement as HTMLElement).textContent?.replace(/\s+/g, ' ') ?? '';
  };
  afterEach(() => localStorage.clear());

  it("show the times of both sides as the API wrote them, without the browser's zone data", async () => {
    const text = await factsOf(booking);
    expect(text).toContain('10:00 – 10:30 (30 min) Vancouver time, GMT-7');
    expect(text).toContain('18:00 – 18:30 (30 min) Berlin time, GMT+1');
  });

  it('show the time once where both sides have the same', async () => {
    const text = await factsOf({
      ...booking,
      attendeeTimes: { start: booking.start, end: booking.end },
      attendee: { ...booking.attendee, timeZone: 'Europe/Rome' },
    });
    expect(text).toContain('18:00 – 18:30 (30 min) Rome time, GMT+1');
    expect(text).not.toContain('Berlin');
  });
});
