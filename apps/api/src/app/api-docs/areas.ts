/** The areas of the API in the order in which a new integrator needs them. */
export const AREAS: readonly (readonly [tag: string, description: string])[] = [
  [
    'auth',
    'Accounts: register, sign in, sessions, password and email address. An access token lasts minutes; the refresh cookie brings the next one.',
  ],
  ['experts', 'Becoming an expert: the page at `/<handle>`, its profile and its photo.'],
  ['schedules', 'When an expert works: weekly hours, other hours on single dates, days away.'],
  [
    'event types',
    'What can be booked, for how long and under which rules; links with a secret to what is not public.',
  ],
  ['public pages', 'What everybody sees of an expert. No token is needed.'],
  ['slots', 'Free times, and why a time is not free. The same rules decide when a time is booked.'],
  [
    'holds',
    'A time kept for one visitor while the form is filled in. Not needed to book; it saves the visitor from losing the time meanwhile.',
  ],
  [
    'bookings',
    'Booking, viewing, rescheduling and cancelling, by the client (`X-Manage-Token`, from the response to the booking) or the expert (access token); confirming, lists, figures and exports for the expert.',
  ],
  [
    'reminders',
    'Messages about bookings at chosen times: reminders, follow-ups and a daily agenda; stopping them by the link in each.',
  ],
  ['calendar', "The expert's own view: bookings, holds and blocked times of a range of days."],
  ['connections', "Calendars elsewhere whose events take the expert's time."],
  ['feeds', 'Secret addresses by which calendar programs subscribe to bookings.'],
  ['invitations', 'Invitations to open an account, where registration needs one.'],
  ['health', 'For load balancers and process supervisors.'],
];
