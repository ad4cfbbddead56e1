import { readCalendar, valueOf } from '../calendar-file/read-calendar.fixture';
import { readEnvironment } from '../config/environment';
import { OutboxHandlers } from '../outbox/outbox-handlers';
import { BookingMailHandler } from './booking-mail-handler';
import type { BookingMailInput, BookingMailKind } from './booking-mail-input';
import { BOOKING_MAIL_KINDS } from './booking-mail-input';
import { bookingMailInput } from './booking-mail.fixture';
import { BookingMails } from './booking-mails';
import type { OutgoingMail } from './outgoing-mail';
import { MailTransport } from './outgoing-mail';

class Nowhere extends MailTransport {
  async send(): Promise<void> {
    // Mails are only composed here.
  }
}

const environment = readEnvironment({ PUBLIC_URL: 'https://book.example.org' });
const mails = new BookingMails(environment);
const handler = new BookingMailHandler(new OutboxHandlers(), new Nowhere(), environment);

const INPUT = bookingMailInput({
  guests: ['alan@example.com'],
  guestsInvited: true,
  answers: [{ label: 'Topic', value: 'Compilers' }],
  answerToken: 'secret-answer-token',
  respondBy: new Date('2027-01-02T08:00:00Z'),
});
/** A request has no link to a meeting yet. */
const REQUEST = { pending: true, meetingUrl: null };
/** The changes that the services of bookings give with each kind. */
const CHANGES: Readonly<Record<BookingMailKind, Partial<BookingMailInput>>> = {
  booked: { answerToken: null },
  requested: REQUEST,
  reminder: { ...REQUEST, manageToken: null },
  confirmed: { sequence: 1, answerToken: null },
  declined: { sequence: 1, answerToken: null, cancelledBy: 'expert', reason: 'I am away.' },
  expired: { sequence: 1, answerToken: null },
  cancelled: { sequence: 1, answerToken: null, cancelledBy: 'client', reason: 'Ill' },
  rescheduled: { sequence: 1, answerToken: null, previousStart: new Date('2027-01-03T08:00:00Z') },
};

type Reader = 'client' | 'expert' | 'guest';

function mailsOf(
  kind: BookingMailKind,
  more: Partial<BookingMailInput> = {},
): Partial<Record<Reader, OutgoingMail>> {
  const rows = mails[kind]({ ...INPUT, ...CHANGES[kind], ...more });
  return Object.fromEntries(
    rows.map(({ topic, key, payload }) => [
      String(payload['recipient']),
      handler.compose({ topic, key, payload, attempt: 1, createdAt: new Date('2026-12-01T10:00:00Z') }),
    ]),
  );
}

const MANAGE = 'https://book.example.org/bookings/k7Qm3vxtR2pZ#token=secret-manage-token';
const ANSWER = 'https://book.example.org/account/requests/k7Qm3vxtR2pZ#token=secret-answer-token';
const PORTAL = 'https://book.example.org/portal/bookings/k7Qm3vxtR2pZ';
const JOIN = 'https://meet.jit.si/ExpertBook-';
const AGAIN = 'https://book.example.org/ada/strategy-call';
const CALENDARS = [
  'https://calendar.google.com/',
  'https://outlook.live.com/',
  'https://calendar.yahoo.com/',
];

/** The parts of a mail, one word each. */
function contentsOf({ text, html, calendar }: OutgoingMail): string {
  const has = (part: string) => {
    const [inText, inHtml] = [text.includes(part), html.includes(part.replaceAll('&', '&amp;'))];
    expect([part, inText]).toEqual([part, inHtml]);
    return inText;
  };
  const parts = {
    manage: has(MANAGE),
    answer: has(ANSWER),
    portal: has(PORTAL),
    join: has(JOIN),
    again: has(AGAIN),
    answers: has('Compilers'),
    notes: has('I may be two minutes late.'),
    links: CALENDARS.every(has),
    [`ics:${calendar?.method ?? ''}`]: calendar !== null,
  };
  return Object.entries(parts)
    .filter(([, there]) => there)
    .map(([name]) => name)
    .join(' ');
}

const OF_A_CONFIRMED_BOOKING = 'join answers notes links ics:REQUEST';

/** The specification: each kind of mail, for each of its readers. A reader who is not listed gets none. */
const TABLE: Readonly<Record<BookingMailKind, Partial<Record<Reader, string>>>> = {
  booked: {
    client: `manage ${OF_A_CONFIRMED_BOOKING}`,
    expert: `portal ${OF_A_CONFIRMED_BOOKING}`,
    guest: 'join links ics:REQUEST',
  },
  requested: { client: 'manage answers notes', expert: 'answer portal answers notes' },
  reminder: { expert: 'answer portal answers notes' },
  confirmed: {
    client: `manage ${OF_A_CONFIRMED_BOOKING}`,
    expert: `portal ${OF_A_CONFIRMED_BOOKING}`,
    guest: 'join links ics:REQUEST',
  },
  declined: { client: 'manage again answers notes', guest: '' },
  expired: { client: 'manage again answers notes', expert: 'portal answers notes', guest: '' },
  cancelled: {
    client: 'manage again answers notes ics:CANCEL',
    expert: 'portal answers notes ics:CANCEL',
    guest: 'ics:CANCEL',
  },
  rescheduled: {
    client: `manage ${OF_A_CONFIRMED_BOOKING}`,
    expert: `portal ${OF_A_CONFIRMED_BOOKING}`,
    guest: 'join links ics:REQUEST',
  },
};

describe('mails about a booking', () => {
  it.each(BOOKING_MAIL_KINDS)('contain what their readers need: %s', (kind) => {
    const written = Object.entries(mailsOf(kind)).map(([reader, mail]) => [reader, contentsOf(mail)]);
    expect(Object.fromEntries(written)).toEqual(TABLE[kind]);
  });

  it("have the client's page and answers in the client's calendar file, and no secret in any other", () => {
    for (const kind of ['booked', 'confirmed', 'rescheduled'] as const) {
      const { client, expert, guest } = mailsOf(kind);
      const described = (mail?: OutgoingMail) =>
        valueOf(readCalendar(mail?.calendar?.content ?? ''), 'description');
      expect(described(client)).toContain(`Reschedule or cancel: ${MANAGE}`);
      expect(described(client)).toContain('Topic: Compilers');
      expect(described(expert)).toContain('Topic: Compilers');
      for (const mail of [expert, guest]) {
        expect(mail?.calendar?.content.replace(/\r\n /g, '')).not.toContain('secret');
        expect(mail?.text).not.toContain('secret-manage-token');
      }
      // Other sites and browsers keep the addresses of their forms.
      const forms = /https:\/\/calendar\.google\.com\/\S+/.exec(client?.text ?? '')?.[0];
      expect(forms).toContain('Compilers');
      expect(forms).not.toContain('secret');
    }
  });

  it('contain no text of the form where the address is not verified', () => {
    for (const kind of BOOKING_MAIL_KINDS) {
      const { client } = mailsOf(kind, { clientProven: false });
      if (!client) continue;
      expect([kind, contentsOf(client)]).toEqual([kind, expect.not.stringMatching(/answers|notes/)]);
      expect(client.text).toContain('If it wasn’t you, ignore this email.');
      expect(mailsOf(kind).client?.text).not.toContain('If it wasn’t you');
    }
  });

  it('have one subject for client and one for expert over the life of a booking, and one thread each', () => {
    const mails = BOOKING_MAIL_KINDS.flatMap((kind) => Object.entries(mailsOf(kind)));
    const subjects = new Set(mails.map(([reader, { subject }]) => `${reader}: ${subject}`));
    expect([...subjects].sort()).toEqual([
      'client: 30-minute strategy call with Ada Lovelace',
      'expert: 30-minute strategy call with Grace Hopper',
      'guest: 30-minute strategy call with Ada Lovelace',
    ]);
    expect(new Set(mails.map(([reader, { thread }]) => `${reader} ${thread}`)).size).toBe(3);
    expect(new Set(mails.map(([, { messageId }]) => messageId)).size).toBe(mails.length);
  });

  it('begin with the new status', () => {
    const first = BOOKING_MAIL_KINDS.map((kind) => {
      const { client, expert } = mailsOf(kind);
      return /opacity:0">([^:]+):/.exec((client ?? expert)?.html ?? '')?.[1];
    });
    expect(first).toEqual([
      'Booked',
      'Awaiting confirmation',
      'Confirmed',
      'Reminder',
      'Declined',
      'Expired',
      'Cancelled',
      'Rescheduled',
    ]);
  });

  it("show until when the expert can respond, in each reader's time", () => {
    const { client, expert } = mailsOf('requested');
    expect(client?.text).toContain('Ada Lovelace has until Sat, 2 Jan 2027, 03:00 to respond');
    expect(client?.text).toMatch(/Response by: +Sat, 2 Jan 2027, 03:00\n/);
    expect(expert?.text).toContain('Please respond by Sat, 2 Jan 2027, 09:00.');
    expect(mailsOf('reminder').expert?.text).toContain('Grace Hopper is waiting for your response');
    expect(mailsOf('expired').client?.text).toContain('Ada Lovelace didn’t respond in time');
    expect(mailsOf('expired').client?.text).not.toMatch(/declined/i);
  });

  it('are not sent about requests to an expert who has switched off mails about bookings', () => {
    const silent = { notifications: { booked: false } };
    expect(mailsOf('requested', silent).expert).toBeUndefined();
    expect(mailsOf('reminder', silent)).toEqual({});
    expect(Object.keys(mailsOf('expired', silent)).sort()).toEqual(['client', 'expert', 'guest']);
  });

  it('ask for a response also where a row of an older version has no deadline and no token', () => {
    const { expert, client } = mailsOf('requested', { respondBy: undefined, answerToken: undefined });
    expect(expert?.text).toContain('The time is held until you confirm or decline.');
    expect(expert?.text).toContain(`Confirm or decline:\n${PORTAL}`);
    expect(client?.text).toContain('We’ll email you as soon as Ada Lovelace responds.');
  });
});
