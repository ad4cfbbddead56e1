import type { OpenAPIObject } from '@nestjs/swagger';
import type {
  OperationObject,
  RequestBodyObject,
} from '@nestjs/swagger/dist/interfaces/open-api-spec.interface';
import { DEFAULT_SCHEDULE } from '../schedules/default-schedule';

const PASSWORD = 'correct horse battery';
const EVENT_TYPE_ID = '65f1c0ffee5ca1ab1e000001';
const SECRET = 'q9Zk1mX0TnB3rVw5yHs8';
const START = '2027-01-04T09:00:00+01:00';
const END = '2027-01-04T10:00:00+01:00';

/**
 * A body for each operation that works as it is, except for values that only the installation knows: ids, secrets, a free
 * time. A body generated from the examples of all fields rarely works: it includes unneeded codes and answers.
 */
const EXAMPLES: Readonly<Record<string, unknown>> = {
  Auth_register: { name: 'Ada Lovelace', email: 'ada@example.com', password: PASSWORD },
  Auth_login: { email: 'ada@example.com', password: PASSWORD },
  Account_delete: { password: PASSWORD },
  Password_change: { currentPassword: PASSWORD, newPassword: 'staple the horse to a battery' },
  Password_forgot: { email: 'ada@example.com' },
  Password_reset: { token: SECRET, password: PASSWORD },
  Reauthentication_reauthenticate: { password: PASSWORD },
  Experts_become: { handle: 'ada', timeZone: 'Europe/Berlin', headline: 'Analytical engines, explained' },
  Experts_update: { headline: 'Analytical engines, explained', brandColor: '#2f6b4f', weekStart: 1 },
  Schedules_create: { name: 'Working hours', timeZone: 'Europe/Berlin', weekly: DEFAULT_SCHEDULE.weekly },
  Schedules_update: {
    overrides: [{ date: '2027-01-04', ranges: [{ start: '13:00', end: '17:00' }] }],
    outOfOffice: [{ start: '2027-07-01', end: '2027-07-14', reason: 'Summer holidays' }],
  },
  EventTypes_create: {
    slug: 'intro-call',
    title: 'Intro call',
    durations: [30, 60],
    description: 'A quick call to get to know each other.',
    location: { kind: 'jitsi' },
    bufferAfter: 10,
    minimumNotice: 120,
  },
  EventTypes_order: { ids: [EVENT_TYPE_ID] },
  EventTypes_update: { title: 'Introduction', guestsAllowed: true },
  BookingLinks_create: { kind: 'one_off', note: 'For Grace' },
  Messages_put: {
    items: [
      {
        id: 'day-before',
        trigger: 'before_start',
        minutes: 1440,
        recipient: 'client',
        channel: 'mail',
        texts: {
          en: {
            subject: 'See you on {{date}}',
            body: 'Hello {{client_name}}, please bring your last report.',
          },
        },
      },
    ],
  },
  DailyAgenda_put: { hour: 7 },
  ReminderStops_set: { isStopped: true },
  Holds_create: { eventTypeId: EVENT_TYPE_ID, start: START, duration: 30 },
  EmailCodes_send: { email: 'grace@example.com', eventTypeId: EVENT_TYPE_ID },
  Bookings_create: {
    eventTypeId: EVENT_TYPE_ID,
    start: START,
    duration: 30,
    attendee: { name: 'Grace Hopper', email: 'grace@example.com', timeZone: 'America/New_York' },
    notes: 'Looking forward to it.',
  },
  Bookings_reschedule: { start: START, reason: 'A train was late.' },
  Bookings_cancel: { reason: 'Something came up.' },
  Bookings_decline: { reason: 'I am away that day.' },
  Requests_decline: { reason: 'I am away that day.' },
  Bookings_cancelDay: { date: '2027-01-04', reason: 'I am ill.', closeDay: true },
  Blocks_create: { start: START, end: END, title: 'Dentist' },
  Connections_connectIcs: { address: 'https://calendar.example.com/private-3f9a/basic.ics', name: 'Family' },
  Connections_connectCalDav: {
    address: 'https://cloud.example.com/remote.php/dav',
    username: 'ada',
    password: SECRET,
    name: 'Work',
  },
  Feeds_create: { details: 'busy', note: 'Family calendar' },
  Connections_update: { name: 'Work' },
  Connections_updateCalendar: { countsAsBusy: true, tentativeCounts: false, whenStale: 'open' },
  EmailChange_request: { newEmail: 'ada.lovelace@example.com', password: PASSWORD },
  EmailChange_stop: { token: SECRET },
  EmailVerification_verify: { token: SECRET, password: PASSWORD },
  EmailVerification_decline: { token: SECRET },
  Invitations_create: { email: 'alan@example.com' },
  Registration_show: { invitation: SECRET },
};

/**
 * Shows each operation's example next to its body.
 * @param document an OpenAPI document with the routes of this API; changed in place
 */
export function addRequestExamples(document: OpenAPIObject): void {
  for (const item of Object.values(document.paths)) {
    for (const { requestBody, operationId = '' } of Object.values(item as Record<string, OperationObject>)) {
      const body = (requestBody as RequestBodyObject | undefined)?.content['application/json'];
      if (body && operationId in EXAMPLES) body.example = EXAMPLES[operationId];
    }
  }
}
