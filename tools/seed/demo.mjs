/** The persons of the demo. All of them are fictional; `example.com` is reserved (RFC 2606). */
export const demoExpert = {
  name: 'Ada Example',
  email: 'ada@example.com',
  handle: 'demo',
  headline: 'Software architecture, from first sketch to calm operations',
  bio: 'Twenty years of building and mending systems that must not fail. Bring your question, your diagram or your incident: we look at it together, and you leave with a next step.',
};

const workday = [
  { start: '09:00', end: '12:30' },
  { start: '13:30', end: '17:00' },
];

/** Monday to Friday with a lunch break; index 0 is Sunday. */
export const demoHours = [[], workday, workday, workday, workday, workday, []];

export const demoEventTypes = [
  {
    slug: 'intro',
    title: 'Intro call',
    description: 'Fifteen minutes to get to know each other and see whether I can help.',
    durations: [15],
    location: { kind: 'jitsi' },
    minimumNotice: 60,
  },
  {
    slug: 'consultation',
    title: 'Consultation',
    description: 'Half an hour on one question. Send me what I should read beforehand in the notes.',
    durations: [30],
    location: { kind: 'jitsi' },
    bufferBefore: 5,
    bufferAfter: 10,
    minimumNotice: 120,
  },
  {
    slug: 'deep-dive',
    title: 'Deep dive',
    description:
      'An hour for the hard ones: a design review, a migration plan, an incident looked at without hurry.',
    durations: [60],
    location: { kind: 'jitsi' },
    bufferAfter: 15,
    minimumNotice: 240,
    limits: { perDay: 2, perWeek: null, minutesPerDay: null },
  },
];

/**
 * Existing bookings: which event type (index above), on which of the next days with free times, and the earliest time
 * of day.
 */
export const demoVisitors = [
  {
    kind: 1,
    workday: 0,
    from: '10:00',
    attendee: { name: 'Grace Sample', email: 'grace@example.com' },
    notes: 'Two services, one database, and we disagree about who may write.',
  },
  {
    kind: 0,
    workday: 0,
    from: '14:00',
    attendee: { name: 'Linus Placeholder', email: 'linus@example.com' },
    notes: '',
  },
  {
    kind: 2,
    workday: 1,
    from: '09:30',
    attendee: { name: 'Katherine Specimen', email: 'katherine@example.com' },
    notes: 'Review of our move to event sourcing. The diagram follows by mail.',
  },
  {
    kind: 1,
    workday: 1,
    from: '15:00',
    attendee: { name: 'Alan Instance', email: 'alan@example.com' },
    notes: '',
  },
  {
    kind: 0,
    workday: 2,
    from: '11:00',
    attendee: { name: 'Radia Sketch', email: 'radia@example.com' },
    notes: 'First contact, a colleague recommended you.',
  },
  {
    kind: 2,
    workday: 3,
    from: '13:30',
    attendee: { name: 'Edsger Draft', email: 'edsger@example.com' },
    notes: '',
  },
];
