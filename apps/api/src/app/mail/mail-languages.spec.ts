import type { Language } from '@expertbook/contracts';
import { LANGUAGES } from '@expertbook/contracts';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCalendar, valueOf } from '../calendar-file/read-calendar.fixture';
import { readEnvironment } from '../config/environment';
import { OutboxHandlers } from '../outbox/outbox-handlers';
import { BookingMailHandler } from './booking-mail-handler';
import type { BookingMailInput } from './booking-mail-input';
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

const environment = readEnvironment({
  MONGO_URI: 'mongodb://127.0.0.1/none?replicaSet=rs0',
  JWT_SECRET: 'a-secret-for-tests-that-is-long-enough-0001',
  PUBLIC_URL: 'https://book.example.org',
  MAIL_FROM: 'ExpertBook <bookings@book.example.org>',
});
const mails = new BookingMails(environment);
const handler = new BookingMailHandler(new OutboxHandlers(), new Nowhere(), environment);

/** The mails of one change, by recipient. */
function mailsOf(
  kind: (typeof BOOKING_MAIL_KINDS)[number],
  input: BookingMailInput,
): Record<string, OutgoingMail> {
  const rows = mails[kind](input);
  return Object.fromEntries(
    rows.map(({ topic, key, payload }) => [
      String(payload['recipient']),
      handler.compose({ topic, key, payload, attempt: 1, createdAt: new Date('2026-12-01T10:00:00Z') }),
    ]),
  );
}

function inputIn(
  languages: { expert?: Language; client?: Language },
  changes: Partial<BookingMailInput> = {},
): BookingMailInput {
  const base = bookingMailInput();
  return {
    ...base,
    expert: { ...base.expert, ...(languages.expert && { language: languages.expert }) },
    attendee: { ...base.attendee, ...(languages.client && { language: languages.client }) },
    guests: ['alan@example.com'],
    guestsInvited: true,
    answers: [
      { label: 'Topic', value: 'Compilers' },
      { label: 'Recorded', value: true },
      { label: 'Public', value: false },
    ],
    ...changes,
  };
}

/** Complete English sentences, which no other language may contain. */
const SENTENCES = Object.values(
  JSON.parse(readFileSync(join(__dirname, 'texts/en.json'), 'utf8')) as Record<string, string>,
).flatMap((text) => text.split(/\{\{\w+\}\}/).filter((piece) => piece.trim().split(' ').length >= 3));

const never = () => {
  throw new Error('There is no such mail.');
};

const PREVIOUS = new Date('2027-01-03T08:00:00Z');
const CASES = LANGUAGES.flatMap((language) =>
  BOOKING_MAIL_KINDS.flatMap((kind) =>
    [
      {},
      { pending: true, meetingUrl: null },
      {
        pending: true,
        meetingUrl: null,
        respondBy: new Date('2027-01-02T08:00:00Z'),
        answerToken: 'answers',
      },
      { cancelledBy: 'client' as const, reason: 'Ill' },
      { cancelledBy: 'expert' as const, expertLeaves: true as const, reason: 'The account was closed.' },
      { location: { kind: 'phone' as const, value: '+49 30 123456' }, meetingUrl: null, duration: 1 },
    ].map((changes) => [language, kind, changes] as const),
  ),
);

/** Whether each isolate of a line ends in that line, and each end has a start. */
function isBalanced(line: string): boolean {
  let depth = 0;
  for (const character of line) {
    if (character === '\u2068') depth++;
    if (character === '\u2069' && --depth < 0) return false;
  }
  return depth === 0;
}

describe('a mail about a booking', () => {
  it.each(CASES)('in %s, %s, %j, contains all facts, each once', (language, kind, changes) => {
    const moved = kind === 'rescheduled' ? { previousStart: PREVIOUS } : {};
    const input = inputIn({ expert: language, client: language }, { ...changes, ...moved });
    const written = Object.entries(mailsOf(kind, input));
    expect(written.length).toBeGreaterThan(0);
    for (const [recipient, { subject, text, html, calendar }] of written) {
      for (const part of [subject, text, html, calendar?.content ?? '']) {
        expect(part).not.toMatch(/\{\{|\}\}|undefined|\bnull\b|\[object|NaN/);
        const english = language === 'en' ? [] : SENTENCES.filter((sentence) => part.includes(sentence));
        expect({ recipient, english }).toEqual({ recipient, english: [] });
      }
      expect(html).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`);
      const body = html.slice(html.indexOf('<body'));
      expect(body).not.toMatch(/[\u2066-\u2069]/);
      expect(body).not.toMatch(/<(?:h1|p|th|td|span|a)\b[^>]*><\//);
      expect(body.split('<bdi>')).toHaveLength(body.split('</bdi>').length);
    }
  });

  it("is in the reader's language: the expert's own, the client's, and for guests the client's", () => {
    const { client, expert, guest } = mailsOf('booked', inputIn({ expert: 'es', client: 'de' }));
    expect(client?.subject).toBe('30-minute strategy call mit Ada Lovelace');
    expect(client?.html).toContain('>Gebucht: Montag, 4. Januar 2027, 03:00');
    expect(client?.text).toContain('Montag, 4. Januar 2027');
    expect(client?.text).toContain('30 Minuten');
    expect(client?.text).toMatch(/03:00 – 03:30\n +Zeit in New York, GMT-5/);
    expect(client?.text).toMatch(/Recorded: +Ja\nPublic: +Nein/);
    expect(expert?.subject).toBe('30-minute strategy call con Grace Hopper');
    expect(expert?.html).toContain('>Nueva reserva: lunes, 4 de enero de 2027, 09:00');
    expect(expert?.text).toContain('lunes, 4 de enero de 2027');
    expect(guest?.subject).toBe('30-minute strategy call mit Ada Lovelace');
    expect(guest?.html).toContain('>Einladung: ');
    const summary = (mail?: OutgoingMail) => valueOf(readCalendar(mail?.calendar?.content ?? ''), 'summary');
    expect([client, expert, guest].map(summary)).toEqual([
      '30-minute strategy call: Ada Lovelace und Grace Hopper',
      '30-minute strategy call: Ada Lovelace y Grace Hopper',
      '30-minute strategy call: Ada Lovelace und Grace Hopper',
    ]);
  });

  it("is in the expert's language where the client's was not stored, and in English where neither was", () => {
    expect(mailsOf('booked', inputIn({ expert: 'es' }))['client']?.html).toContain('>Reservada: ');
    expect(mailsOf('booked', inputIn({}))['client']?.html).toContain('>Booked: ');
    const unknown = 'tlh' as Language;
    expect(mailsOf('booked', inputIn({ expert: unknown, client: unknown }))['client']?.html).toContain(
      '>Booked: ',
    );
  });

  it("has times and dates for client and guests as on the client's page, and for the expert as in their account", () => {
    const base = inputIn({ expert: 'en', client: 'en' });
    const attendee = { ...base.attendee, hourCycle: 'h12' as const, region: 'US' };
    const written = mailsOf('rescheduled', { ...base, attendee, previousStart: PREVIOUS });
    for (const { text, html } of [written['client'], written['guest']].map((mail) => mail ?? never())) {
      expect(text).toMatch(/Monday, January 4, 2027\n +3:00 am – 3:30 am\n +New York time, GMT-5\n/);
      expect(text).toMatch(/Previously: +Sunday, January 3, 2027\n +3:00 am\n/);
      expect(html).toContain('3:00 am – 3:30 am');
    }
    expect(written['expert']?.text).toMatch(
      /Monday, 4 January 2027\n +09:00 – 09:30\n +Berlin time, GMT\+1\n/,
    );
    expect(written['expert']?.text).toContain('Monday, 4 January 2027, 03:00 – 03:30');
  });

  it("has the hour cycle of the expert's account in mails of every kind to the expert, and only in those", () => {
    const base = inputIn({ expert: 'en', client: 'en' }, { previousStart: PREVIOUS });
    const input = { ...base, expert: { ...base.expert, hourCycle: 'h12' as const } };
    const kinds = BOOKING_MAIL_KINDS.filter((kind) => mailsOf(kind, input)['expert']);
    expect(kinds).toEqual([
      'booked',
      'requested',
      'confirmed',
      'reminder',
      'expired',
      'cancelled',
      'rescheduled',
    ]);
    for (const kind of kinds) {
      const { expert = never(), client } = mailsOf(kind, input);
      expect(expert.text).toMatch(/Monday, 4 January 2027\n +9:00 am – 9:30 am\n +Berlin time, GMT\+1\n/);
      expect([expert.subject, expert.text, expert.html].join()).not.toMatch(/\b0[39]:[03]0\b/);
      if (client) expect(client.text).toContain('03:00 – 03:30');
    }
  });

  it.each([
    ['en', 'GB', 'h23', /Monday,? 4 January 2027/, '03:00 – 03:30'],
    ['de', 'AT', 'h23', /Montag, 4\. Jänner 2027/, '03:00 – 03:30'],
    ['es', 'MX', 'h12', /lunes, 4 de enero de 2027/, '3:00 a.m. – 3:30 a.m.'],
    ['ar', 'EG', 'h12', /الاثنين، 4 يناير 2027/, '3:00 ص – 3:30 ص'],
    ['en', 'ZZ', 'h12', /2027/, '3:00 am – 3:30 am'],
  ] as const)('writes %s of %s as %s', (language, region, hourCycle, day, time) => {
    const base = inputIn({ client: language });
    const attendee = { ...base.attendee, hourCycle, region };
    const text = mailsOf('booked', { ...base, attendee })['client']?.text.replaceAll('\u00a0', ' ');
    expect(text).toMatch(day);
    expect(text).toContain(time);
  });

  it('uses the plural forms of its language', () => {
    const lengths = [1, 2, 5, 30, 100].map((duration) => {
      const { text = '' } = mailsOf('booked', inputIn({ client: 'ar' }, { duration }))['client'] ?? {};
      return /الجلسة: .*\n +(.*)/.exec(text)?.[1];
    });
    expect(lengths).toEqual(['دقيقة واحدة', 'دقيقتان', '5 دقائق', '30 دقيقة', '100 دقيقة']);
  });

  it('runs from right to left in Arabic, with isolates around texts that do not', () => {
    const { client } = mailsOf('booked', inputIn({ client: 'ar' }));
    const html = (client?.html ?? '').replace(/<style>[^]*<\/style>/, '');
    expect(html).toContain('تم حجز موعدك مع <bdi>Ada Lovelace</bdi></h1>');
    expect(html).not.toMatch(/text-align:left|align="left"|padding-right/);
    expect(html).toContain('بتوقيت <bdi>New York</bdi>، <bdi>GMT-5</bdi>');
    for (const [anchor] of html.matchAll(/<a class="link"[^>]*>/g)) expect(anchor).toContain('dir="ltr"');
    // In plain text, mail clients end a link at the first character that cannot be part of an address.
    expect(client?.text).not.toMatch(/\/\/\S*[\u2066-\u2069]/);
    expect(client?.calendar?.content).not.toMatch(/[\u2066-\u2069]/);
  });

  it('isolates an Arabic name in a mail that runs from left to right, and no other name', () => {
    const base = bookingMailInput();
    const named = (name: string) =>
      mailsOf('booked', inputIn({ expert: 'de' }, { attendee: { ...base.attendee, name } }))['expert']
        ?.subject;
    expect(named('محمد علي')).toContain('mit \u2068محمد علي\u2069');
    expect(named('Grace Hopper')).not.toMatch(/[\u2066-\u2069]/);
  });

  it('has no direction characters from names', () => {
    const letters = fc.string({
      unit: fc.constantFrom(
        'a',
        'ع',
        ' ',
        '\u202e',
        '\u2066',
        '\u2067',
        '\u2068',
        '\u2069',
        '\n',
        '<',
        '{{client}}',
        'é',
      ),
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(fc.constantFrom(...LANGUAGES), letters, letters, (language, name, title) => {
        const base = inputIn({ expert: language, client: language }, { title, notes: name });
        const input = { ...base, attendee: { ...base.attendee, name }, guests: [] };
        for (const { subject, text, html } of Object.values(mailsOf('booked', input))) {
          const lines = [subject, ...text.split('\n')];
          expect(lines.filter((line) => /[\u202a-\u202e\u2066\u2067]/.test(line))).toEqual([]);
          expect(lines.filter((line) => !isBalanced(line))).toEqual([]);
          expect(html.split('<bdi>')).toHaveLength(html.split('</bdi>').length);
        }
      }),
    );
  });
});
