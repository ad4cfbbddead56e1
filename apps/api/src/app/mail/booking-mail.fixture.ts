import type { BookingMailInput } from './booking-mail-input';

/** A booking for tests of mails. */
export function bookingMailInput(changes: Partial<BookingMailInput> = {}): BookingMailInput {
  return {
    bookingUid: 'k7Qm3vxtR2pZ',
    title: '30-minute strategy call',
    start: new Date('2027-01-04T08:00:00Z'),
    end: new Date('2027-01-04T08:30:00Z'),
    duration: 30,
    location: { kind: 'jitsi' },
    meetingUrl: 'https://meet.jit.si/ExpertBook-k7qm3-vxtr2-pzabc-defgh-jkmnp2',
    sequence: 0,
    expert: { name: 'Ada Lovelace', email: 'ada@example.org', handle: 'ada', timeZone: 'Europe/Berlin' },
    attendee: { name: 'Grace Hopper', email: 'grace@example.com', timeZone: 'America/New_York' },
    answers: [{ label: 'What should we talk about?', value: 'Compilers,\nand what comes after them' }],
    notes: 'I may be two minutes late.',
    clientProven: true,
    manageToken: 'secret-manage-token',
    reason: null,
    cancelledBy: null,
    createdAt: new Date('2026-12-01T10:00:00Z'),
    slug: 'strategy-call',
    ...changes,
  };
}
