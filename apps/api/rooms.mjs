/**
 * The folders of `src/app` (_rooms_) from the ground floor up, and what each may import: only folders above it in
 * this list, so that imports point one way. A new folder needs an entry (docs/architecture.md, "Folders and
 * imports").
 *
 * @type {Readonly<Record<string, string>>}
 */
export const ROOMS = {
  // Ground: imports no other room.
  'busy-times': '',
  caching: '',
  'calendar-file': '',
  config: '',
  languages: '',
  network: '',
  offerings: '',
  tokens: '',
  conferencing: 'config',
  secrets: 'config',

  // Platform: used by every capability.
  database: 'config',
  'initial-html': 'languages',
  leases: 'database tokens',
  observability: 'database network',
  outbox: 'config database tokens',
  http: 'config database network observability',
  egress: 'config http observability',
  auth: 'config http tokens',
  idempotency: 'config database http outbox secrets tokens',
  'proof-of-work': 'config http',
  health: 'auth config http observability',
  mail: 'auth caching calendar-file config http languages outbox secrets',

  // Time: claims of an expert's calendar, and free times.
  calendars: 'config database http',
  availability: 'auth caching calendars config http offerings',
  claims: 'availability calendars config database http leases',

  // Experts: profiles, and what they offer.
  schedules: 'auth calendars http offerings',
  experts: 'auth calendars config database http languages offerings schedules tokens',
  links: 'auth calendars config http offerings tokens',
  'event-types': 'auth calendars config database experts http links offerings schedules',
  photos: 'auth calendars config experts http offerings tokens',
  previews: 'auth config event-types http initial-html observability photos',

  // Accounts: registration and sign-in.
  registration: 'auth config http tokens',
  'email-links': 'auth calendars config database http mail offerings outbox registration secrets tokens',
  'sign-in':
    'auth calendar-file config database email-links experts http languages mail network observability offerings outbox registration secrets tokens',

  // Booking: choosing a time, holding it, booking it.
  slots: 'auth availability caching calendars config http links network',
  recipients:
    'auth availability caching config database http languages links mail network outbox secrets tokens',
  holds: 'auth availability calendars claims config http leases links network proof-of-work slots tokens',
  bookings:
    'auth availability calendar-file calendars claims conferencing config database event-types holds http idempotency languages leases links mail network offerings outbox proof-of-work recipients slots tokens',

  // Reminders: messages about bookings.
  workflows:
    'auth bookings calendar-file calendars config database event-types http languages leases mail observability offerings outbox recipients tokens',

  // Outside: other systems that an expert connects.
  connections:
    'auth availability bookings busy-times caching calendar-file calendars config database egress experts http leases observability offerings outbox secrets tokens',
  'calendar-entries':
    'auth bookings calendar-file calendars config connections database event-types http mail observability offerings outbox secrets',

  // Top: uses the others.
  feeds: 'auth bookings calendar-file calendars config http mail offerings tokens',
  statistics: 'auth calendars http',
  blocks: 'auth bookings calendars claims config database http offerings',
  erasure: 'auth bookings calendars config http leases mail observability offerings outbox',
  'account-email':
    'auth config email-links experts http languages network observability registration sign-in tokens',
  account:
    'auth bookings calendars config connections email-links event-types experts feeds http leases links mail observability offerings outbox photos registration schedules sign-in workflows',
  realtime: 'auth availability bookings calendars config database experts health http links network',
  'public-pages':
    'availability caching config event-types http initial-html languages network previews slots',
  metrics: 'auth availability calendars config health http outbox public-pages slots',
  'api-docs': 'http schedules',
  migrations: 'bookings calendars claims config database tokens',
};
