/** Who is in the pictures. All of them are invented; `example.com` belongs to nobody (RFC 2606). */
const expert = {
  name: 'Ada Winter',
  email: 'ada@example.com',
  handle: 'ada-winter',
  headline: 'Calm databases for busy products',
  bio: 'Fifteen years of keeping systems quick and correct. Bring a slow query, a schema or a plan: we look at it together, and you leave with the next three steps.',
  timeZone: 'Europe/Berlin',
};

const workday = [
  { start: '09:00', end: '12:30' },
  { start: '13:30', end: '18:00' },
];

const eventTypes = [
  {
    slug: 'intro',
    title: 'Intro call',
    description: 'Fifteen minutes to get to know each other and see whether I can help.',
    durations: [15],
    minimumNotice: 15,
  },
  {
    slug: 'consultation',
    title: 'Consultation',
    description: 'One question, looked at together. Tell me in the notes what I should read beforehand.',
    durations: [30, 60],
    minimumNotice: 30,
    questions: [
      {
        id: 'database',
        kind: 'select',
        label: 'Which database is it about?',
        required: false,
        options: ['MongoDB', 'PostgreSQL', 'MySQL', 'Another one'],
      },
    ],
  },
  {
    slug: 'design-review',
    title: 'Design review',
    description: 'Ninety minutes for a schema or a migration plan, with written notes afterwards.',
    durations: [90],
    bufferAfter: 15,
    minimumNotice: 240,
    requiresConfirmation: true,
  },
];

/**
 * @param {number} kind index of the event type
 * @param {number} workday which of the coming days with free times
 * @param {string} from not before this time of day
 * @param {string} name
 * @param {string} [notes]
 */
const visit = (kind, workday, from, name, notes = '') => ({
  kind,
  workday,
  from,
  attendee: { name, email: `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@example.com` },
  notes,
});

/** A working week that looks like somebody's, and something on the day that the booking page shows. */
const visitors = [
  visit(1, 0, '11:00', 'Maya Torres', 'Our nightly report takes four hours. The query plan is attached.'),
  visit(0, 0, '14:00', 'Jonas Weber'),
  visit(1, 0, '16:00', 'Priya Nair'),
  visit(1, 1, '09:30', 'Tom Okafor', 'Sharding: now, later, or never?'),
  visit(2, 1, '13:30', 'Lena Fischer', 'Review of the new order schema before we migrate.'),
  visit(0, 1, '17:00', 'Sam Carter'),
  visit(1, 2, '10:30', 'Elif Demir'),
  visit(0, 2, '15:00', 'Noah Brandt'),
  visit(1, 3, '11:00', 'Ines Laurent', 'Two services write the same table, and we disagree about it.'),
  visit(2, 3, '14:00', 'Oscar Lind', 'Migration plan from one big database to three.'),
  visit(0, 4, '09:15', 'Hana Sato'),
  visit(1, 8, '10:00', 'Marta Kowal'),
  visit(1, 8, '15:00', 'Ravi Menon'),
];

/** @type {import('../seed.mjs').Cast} */
export const pictureCast = {
  expert,
  hours: [[], workday, workday, workday, workday, workday, []],
  eventTypes,
  visitors,
};
