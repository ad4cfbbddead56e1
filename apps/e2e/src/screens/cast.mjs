/** The persons on the screens. All of them are fictional; `example.com` is reserved (RFC 2606). */
export const ZONE = 'Europe/Berlin';

export const ada = {
  name: 'Ada Winter',
  handle: 'ada-winter',
  headline: 'Calm databases for busy products',
  bio: 'Fifteen years of keeping systems quick and correct. Bring a slow query, a schema or a plan: we look at it together, and you leave with the **next three steps**.\n\n## What I help with\n- Slow queries and indexes\n- Schemas that last\n- Migrations without downtime\n\nMore in [my notes](https://example.com/notes).',
};

/** The other parts of her profile. */
export const adaProfile = {
  brandColor: '#2456c8',
  place: 'Berlin, Germany',
  spokenLanguages: ['de', 'en', 'es'],
  links: [
    { url: 'https://example.com', label: '' },
    { url: 'https://www.linkedin.com/in/ada-winter-example', label: '' },
    { url: 'https://mastodon.example/@ada', label: '' },
    { url: 'https://github.com/example', label: '' },
  ],
  note: 'Away over the holidays: back on 7 January.',
};

/** Names of the maximum length, in both text directions. */
export const longwinded = {
  name: 'Prof. Dr. Maximiliana-Wilhelmina von Hohenstein-Oberkirchenfeld und zu Schwarzburg-Sondershausen',
  handle: 'maximiliana-von-hohenstein',
  headline:
    'Donaudampfschifffahrtsgesellschaftskapitänsberatung, Arbeitsunfähigkeitsbescheinigungen and استشارات قانونية للشركات الناشئة',
  bio: 'Unabbreviated.\n\nAReallyLongWordWithoutAnySpacesInItThatSomebodyPastedFromSomewhereAndThatHasToBreakSomewhereOnAPhone',
};

const workday = [
  { start: '09:00', end: '12:30' },
  { start: '13:30', end: '18:00' },
];
/** Index 0 is Sunday. */
export const hours = [[], workday, workday, workday, workday, workday, []];

export const eventTypes = [
  {
    slug: 'intro',
    title: 'Intro call',
    description: 'Fifteen minutes to get to know each other and see whether I can help.',
    durations: [15],
    minimumNotice: 15,
    color: '#0b7a69',
    icon: 'coffee',
  },
  {
    slug: 'consultation',
    title: 'Consultation',
    description: 'One question, looked at together. Tell me in the notes what I should read beforehand.',
    durations: [30, 60],
    minimumNotice: 30,
    color: '#2456c8',
    icon: 'chat',
    featured: true,
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
    color: '#b3265e',
    icon: 'pen',
    group: 'Reviews',
    requiresConfirmation: true,
  },
  {
    slug: 'office-hours',
    title: 'Office hours',
    description: 'An open hour for small questions, together with others.',
    durations: [60],
    seats: 6,
    hidden: true,
    minimumNotice: 60,
  },
  {
    slug: 'retainer',
    title: 'Retainer session',
    description: 'For clients with a contract.',
    durations: [45],
    private: true,
    location: { kind: 'phone', value: '+49 30 901820' },
  },
];

/**
 * @param {string} slug of the event type
 * @param {number} workday which of the coming days with free times
 * @param {string} from not before this time of day
 * @param {string} name
 * @param {string} [notes]
 */
const visit = (slug, workday, from, name, notes = '') => ({
  slug,
  workday,
  from,
  attendee: {
    name,
    email: `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@example.com`,
    timeZone: workday % 2 ? 'America/New_York' : ZONE,
  },
  notes,
});

/** A realistic working week, and an entry on the day that the booking page shows. */
export const visits = [
  visit(
    'consultation',
    0,
    '11:00',
    'Maya Torres',
    'Our nightly report takes four hours. The plan is attached.',
  ),
  visit('intro', 0, '14:00', 'Jonas Weber'),
  visit('consultation', 0, '16:00', 'Priya Nair'),
  visit('consultation', 1, '09:30', 'Tom Okafor', 'Sharding: now, later, or never?'),
  visit('design-review', 1, '13:30', 'Lena Fischer', 'Review of the new order schema before we migrate.'),
  visit('intro', 1, '17:00', 'Sam Carter'),
  visit('consultation', 2, '10:30', 'Elif Demir'),
  visit('office-hours', 2, '13:30', 'Yuki Tanaka'),
  visit('office-hours', 2, '13:30', 'Omar Haddad', 'Two small questions about indexes.'),
  visit('intro', 2, '16:00', 'Noah Brandt'),
  visit(
    'consultation',
    3,
    '11:00',
    'Ines Laurent',
    'Two services write the same table, and we disagree about it.',
  ),
  visit('design-review', 3, '14:00', 'Oscar Lind', 'Migration plan from one big database to three.'),
  visit('intro', 4, '09:15', 'Hana Sato'),
  visit('consultation', 8, '10:00', 'Marta Kowal'),
  visit('consultation', 8, '15:00', 'Ravi Menon'),
];
