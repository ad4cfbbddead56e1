import type { Booking } from '@expertbook/contracts';

/** A confirmed half-hour booking with Grace, at 9:00 UTC on 4 January 2027. */
export function bookingLike(change: Partial<Booking> = {}): Booking {
  return {
    uid: 'b1',
    status: 'confirmed',
    start: '2027-01-04T09:00:00Z',
    end: '2027-01-04T09:30:00Z',
    attendeeTimes: { start: '2027-01-04T04:00:00-05:00', end: '2027-01-04T04:30:00-05:00' },
    duration: 30,
    eventType: { id: 'e1', slug: 'intro', title: 'Intro' },
    expert: { handle: 'ada', name: 'Ada', timeZone: 'UTC', brandColor: null, look: 'classic' },
    attendee: { name: 'Grace', email: 'grace@example.com', timeZone: 'America/New_York' },
    guests: [],
    location: { kind: 'jitsi' },
    meetingUrl: 'https://meet.example/x',
    answers: {},
    notes: '',
    cancelReason: null,
    cancelledBy: null,
    rescheduledTo: null,
    rescheduledFrom: null,
    session: null,
    createdAt: '2027-01-03T12:00:00Z',
    links: { calendar: { google: '', outlook: '', office365: '', yahoo: '', ics: '' } },
    ...change,
  };
}
