import type { Booking, CreatedBooking, Problem } from '@expertbook/contracts';
import { readCalendar, valueOf } from '../src/app/calendar-file/read-calendar.fixture';
import type { TestApi } from './harness';
import { startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { openExpert } from './open-expert';
import { newUser } from './people';
import { leavesOf } from './read-mime';
import type { CaughtMail, SmtpCatcher } from './smtp-catcher';
import { startSmtp } from './smtp-catcher';
import { until } from './until';

const CLIENT = 'grace@example.com';
const GUEST = 'alan@example.com';

/** The date of an instant in UTC, in the format of the United States. */
function americanDate(instant: string, length: 'long' | 'short'): string {
  return new Date(instant).toLocaleDateString('en-US', {
    weekday: length,
    month: length,
    day: 'numeric',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

describe('the language of mails', () => {
  let smtp: SmtpCatcher;
  let api: TestApi;
  let expert: PublishedExpert;
  let starts: string[];

  beforeAll(async () => {
    smtp = await startSmtp();
    api = await startApi({ SMTP_URL: smtp.url, PUBLIC_URL: 'https://book.example.org' });
  });
  beforeEach(async () => {
    expert = await publishExpert(api.url);
    expect((await expert.asExpert('PATCH', '/experts/me', { language: 'es' })).status).toBe(200);
    starts = await expert.starts();
    smtp.caught.length = 0;
  });
  afterAll(async () => {
    await api.close();
    await smtp.close();
  });

  const attendeeIn = (language?: string) => ({
    name: 'Grace Hopper',
    email: CLIENT,
    timeZone: 'America/New_York',
    ...(language && { language }),
  });
  const asClient = <T>(method: string, path: string, { manageToken }: CreatedBooking, body?: unknown) =>
    api.call<T>(method, path, {
      headers: { 'X-Manage-Token': manageToken },
      ...(body !== undefined && { body }),
    });
  async function book(i: number, more: Parameters<PublishedExpert['book']>[1] = {}): Promise<CreatedBooking> {
    const booked = await expert.book(starts[i] ?? '', more);
    expect(booked.status).toBe(201);
    return booked.body;
  }

  /** The mails since the last call, by address, once this many have arrived. */
  async function mails(count: number): Promise<Record<string, CaughtMail['mail']>> {
    const waiting = () =>
      api.connection.collection('outbox').countDocuments({ state: 'waiting', topic: 'mail.booking' });
    await until(`${count} mails`, async () => smtp.caught.length >= count && (await waiting()) === 0);
    return Object.fromEntries(smtp.caught.splice(0).map(({ to, mail }) => [to.join(), mail]));
  }
  /** The preview text of a mail: the new status of the booking. */
  const newsOf = (mail: CaughtMail['mail'] | undefined) =>
    /opacity:0">([^:]+):/.exec(bodyOf(mail, 'text/html'))?.[1];
  const news = async (count: number) =>
    Object.fromEntries(Object.entries(await mails(count)).map(([to, mail]) => [to, newsOf(mail)]));
  const bodyOf = (mail: CaughtMail['mail'] | undefined, type: string) =>
    leavesOf(mail as CaughtMail['mail']).find((leaf) => leaf.type === type)?.body ?? '';

  it("is the client's and the expert's own, from the booking to its end", async () => {
    const eventType = await expert.addEventType({ guestsAllowed: true });
    const booked = await book(0, { eventType, with: { attendee: attendeeIn('de'), guests: [GUEST] } });
    expect(booked.attendee.language).toBe('de');
    const first = await mails(3);
    const own = expert.me.email;
    expect(first[CLIENT]?.headers['subject']).toBe('Intro call mit Ada Lovelace');
    expect(first[own]?.headers['subject']).toBe('Intro call con Grace Hopper');
    expect([first[CLIENT], first[GUEST], first[own]].map(newsOf)).toEqual([
      'Gebucht',
      'Einladung',
      'Nueva reserva',
    ]);
    expect(bodyOf(first[CLIENT], 'text/html')).toContain('<html lang="de" dir="ltr">');
    expect(bodyOf(first[CLIENT], 'text/plain')).toContain('Ihr Termin mit Ada Lovelace steht');
    expect(bodyOf(first[own], 'text/plain')).toContain('Grace Hopper ha reservado una hora con usted');
    expect(valueOf(readCalendar(bodyOf(first[CLIENT], 'text/calendar')), 'summary')).toContain(
      'Ada Lovelace und Grace Hopper',
    );

    const path = `/bookings/${booked.uid}`;
    const files = [
      await asClient<string>('GET', `${path}/calendar.ics`, booked),
      await expert.asExpert<string>('GET', `${path}/calendar.ics`),
    ];
    expect(files.map(({ body }) => valueOf(readCalendar(body), 'summary'))).toEqual([
      'Intro call: Ada Lovelace und Grace Hopper',
      'Intro call: Ada Lovelace y Grace Hopper',
    ]);

    const moved = await asClient<CreatedBooking>('POST', `${path}/reschedule`, booked, { start: starts[4] });
    expect(moved.body.attendee.language).toBe('de');
    expect(await news(3)).toEqual({
      [CLIENT]: 'Verschoben',
      [GUEST]: 'Verschoben',
      [own]: 'Reprogramada',
    });
    const later = `/bookings/${moved.body.uid}`;
    expect((await asClient<Booking>('GET', later, moved.body)).body.attendee.language).toBe('de');
    expect((await expert.asExpert('POST', `${later}/cancel`, {})).status).toBe(200);
    expect(await news(3)).toEqual({ [CLIENT]: 'Abgesagt', [GUEST]: 'Abgesagt', [own]: 'Cancelada' });
  });

  it("is that of the page where the booking has none, otherwise the expert's", async () => {
    const german = await book(0, { headers: { 'Accept-Language': 'de-AT,de;q=0.9,en;q=0.5' } });
    const arabic = await book(2, { headers: { Cookie: 'lang=ar', 'Accept-Language': 'de' } });
    const french = await book(4, { headers: { 'Accept-Language': 'fr' } });
    const said = [german, arabic, french].map(({ attendee }) => attendee.language);
    expect(said).toEqual(['de', 'ar', 'es']);
    const named = await book(6, { headers: { Cookie: 'lang=ar' }, with: { attendee: attendeeIn('en') } });
    expect(named.attendee.language).toBe('en');
  });

  it('is stored for each attendee of a group, and is in the exports', async () => {
    const eventType = await expert.addEventType({ seats: 3 });
    for (const language of ['de', 'ar', 'en']) {
      await book(0, {
        eventType,
        with: { attendee: { ...attendeeIn(language), email: `${language}@example.com` } },
      });
    }
    const sent = await mails(6);
    expect(['de', 'ar', 'en'].map((one) => newsOf(sent[`${one}@example.com`]))).toEqual([
      'Gebucht',
      'تم الحجز',
      'Booked',
    ]);
    expect(bodyOf(sent['ar@example.com'], 'text/html')).toContain('<html lang="ar" dir="rtl">');
    const account = await expert.asExpert<{ bookings: Booking[] }>('GET', '/auth/export');
    expect(account.body.bookings.map(({ attendee }) => attendee.language).sort()).toEqual(['ar', 'de', 'en']);
    const csv = await expert.asExpert<string>('GET', '/bookings/export.csv');
    expect(
      csv.body
        .split('\r\n')
        .map((line) => line.split(',').slice(-3).join())
        .slice(0, -1),
    ).toEqual(['Language,Hour cycle,Region', 'de,,', 'ar,,', 'en,,']);
  });

  it("includes times and dates as on the client's page, after reschedules and in the exports", async () => {
    await expert.asExpert('PATCH', '/experts/me', { language: 'en' });
    const eventType = await expert.addEventType({ guestsAllowed: true });
    const attendee = { ...attendeeIn('en'), timeZone: 'UTC', hourCycle: 'h12', region: 'US' };
    const booked = await book(2, { eventType, with: { attendee, guests: [GUEST] } });
    expect(booked.attendee).toEqual(attendee);
    const [from, to] = [starts[2] ?? '', starts[31] ?? ''];
    const first = await mails(3);
    for (const address of [CLIENT, GUEST]) {
      expect(bodyOf(first[address], 'text/plain')).toMatch(/\n +1:00 am – 1:30 am\r?\n +UTC time, GMT\r?\n/);
      expect(bodyOf(first[address], 'text/html')).toContain(americanDate(from, 'long'));
    }
    expect(bodyOf(first[expert.me.email], 'text/plain')).toContain('01:00 – 01:30');

    const path = `/bookings/${booked.uid}/reschedule`;
    const moved = await asClient<CreatedBooking>('POST', path, booked, { start: to });
    expect(moved.body.attendee).toEqual(attendee);
    const then = await mails(3);
    expect(bodyOf(then[CLIENT], 'text/plain')).toContain('3:30 pm – 4:00 pm');
    expect(bodyOf(then[CLIENT], 'text/plain')).toMatch(/Previously: .*\r?\n +1:00 am\r?\n/);
    expect(bodyOf(then[expert.me.email], 'text/plain')).toContain('15:30 – 16:00');
    const account = await expert.asExpert<{ bookings: Booking[] }>('GET', '/auth/export');
    for (const one of account.body.bookings) expect(one.attendee).toEqual(attendee);
    const csv = await expert.asExpert<string>('GET', '/bookings/export.csv');
    expect(csv.body).toMatch(/,en,h12,US\r\n$/);

    // Without these fields, as in integrations or older bookings, mails use 24 hours and the day first.
    await book(4, { with: { attendee: { ...attendeeIn('en'), timeZone: 'UTC' } } });
    expect(bodyOf((await mails(2))[CLIENT], 'text/plain')).toMatch(
      /, \d+ \w+ \d{4}\r?\n +02:00 – 02:30\r?\n/,
    );
  });

  it("includes the expert's hour cycle in mails to the expert, from the request to the end, and only there", async () => {
    const eventType = await expert.addEventType({ requiresConfirmation: true });
    const own = async () => {
      const sent = await mails(2);
      expect(bodyOf(sent[CLIENT], 'text/plain')).not.toMatch(/\d [ap]m/);
      return bodyOf(sent[expert.me.email], 'text/plain');
    };
    await expert.asExpert('PATCH', '/experts/me', { language: 'en', hourCycle: 'h12' });
    const attendee = { ...attendeeIn('en'), timeZone: 'UTC' };
    const asked = await book(2, { eventType, with: { attendee } });
    expect(asked.status).toBe('pending');
    expect(await own()).toContain('1:00 am – 1:30 am');
    await expert.asExpert('POST', `/bookings/${asked.uid}/confirm`, {});
    expect(await own()).toContain('1:00 am – 1:30 am');
    const path = `/bookings/${asked.uid}/reschedule`;
    const { body: moved } = await asClient<CreatedBooking>('POST', path, asked, { start: starts[31] });
    expect(await own()).toMatch(/3:30 pm – 4:00 pm[^]*Previously: .*\r?\n +1:00 am\r?\n/);
    await expert.asExpert('PATCH', '/experts/me', { hourCycle: null });
    await asClient('POST', `/bookings/${moved.uid}/cancel`, moved, {});
    expect(await own()).toContain('15:30 – 16:00');
  });

  it.each([
    ['hourCycle', 'h24', 'is_in'],
    ['hourCycle', null, 'is_in'],
    ['region', 'us', 'is_region'],
    ['region', 'USA', 'is_region'],
    ['region', ['US'], 'is_region'],
  ])('cannot have %s %j', async (field, value, code) => {
    const attendee = { ...attendeeIn('en'), [field]: value };
    const refused = await expert.book(starts[0] ?? '', { with: { attendee } });
    expect(refused.status).toBe(422);
    expect((refused.body as unknown as Problem).errors).toMatchObject([{ field: `attendee.${field}`, code }]);
  });

  it("is one of the pages' languages", async () => {
    const refused = await expert.book(starts[0] ?? '', { with: { attendee: attendeeIn('tlh') } });
    expect(refused.status).toBe(422);
    expect((refused.body as unknown as Problem).errors).toMatchObject([
      { field: 'attendee.language', code: 'is_in' },
    ]);
  });

  it('is English for bookings from before it was stored, with an expert who has chosen none', async () => {
    await expert.asExpert('PATCH', '/experts/me', { language: 'en' });
    const booked = await book(0, { with: { attendee: attendeeIn('de') } });
    await mails(2);
    await api.connection.collection('experts').updateMany({}, { $unset: { language: 1 } });
    await api.connection
      .collection('bookings')
      .updateOne({ 'attendees.uid': booked.uid }, { $unset: { 'attendees.0.language': 1 } });
    const seen = await asClient<Booking>('GET', `/bookings/${booked.uid}`, booked);
    expect(seen.body.attendee.language).toBe('en');
    await asClient('POST', `/bookings/${booked.uid}/cancel`, booked, {});
    expect(await news(2)).toEqual({ [CLIENT]: 'Cancelled', [expert.me.email]: 'Cancelled' });
  });

  it("of a password reset is the expert's, otherwise that of the requesting page", async () => {
    const person = await newUser(api);
    const ask = (email: string, language: string) =>
      api.call('POST', '/auth/password/forgot', {
        body: { email },
        headers: { 'Accept-Language': language },
      });
    await ask(person.session.user.email, 'de');
    await ask(expert.me.email, 'de');
    const sent = await mails(2);
    expect(sent[person.session.user.email]?.headers['subject']).toBe('Neues Passwort wählen');
    expect(sent[expert.me.email]?.headers['subject']).toBe('Elija una nueva contraseña');
  });

  it("is the client's even when the account is closed, also for the reason on their page", async () => {
    const { ada, type, start } = await openExpert(api);
    await ada.call('PATCH', '/experts/me', { language: 'es' });
    const booked = await api.call<CreatedBooking>('POST', '/bookings', {
      body: { eventTypeId: type.id, start: start(1), attendee: attendeeIn('de') },
    });
    await mails(2);
    expect((await ada.call('DELETE', '/auth/me', { password: 'correct horse battery' })).status).toBe(204);
    const sent = await mails(2);
    expect(bodyOf(sent[CLIENT], 'text/plain')).toMatch(/Grund: +Das Konto wurde geschlossen\./);
    expect(bodyOf(sent[ada.session.user.email], 'text/plain')).toMatch(/Motivo: +La cuenta se ha cerrado\./);
    const page = await asClient<Booking>('GET', `/bookings/${booked.body.uid}`, booked.body);
    expect(page.body.cancelReason).toBe('Das Konto wurde geschlossen.');
  });
});
