import type { Booking, BookingsPage, CreatedBooking } from '@expertbook/contracts';
import { readCalendar, valueOf } from '../src/app/calendar-file/read-calendar.fixture';
import { Recipients } from '../src/app/recipients/recipients.service';
import type { TestApi } from './harness';
import { startApi } from './harness';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import type { MimePart } from './read-mime';
import { leavesOf } from './read-mime';
import type { CaughtMail, SmtpCatcher } from './smtp-catcher';
import { startSmtp } from './smtp-catcher';
import { until } from './until';

const GUESTS = ['alan@example.com', 'barbara@example.com'];
const CLIENT = 'grace@example.com';

describe('guests of a booking', () => {
  let smtp: SmtpCatcher;
  let api: TestApi;
  let expert: PublishedExpert;
  let starts: string[];

  beforeAll(async () => {
    smtp = await startSmtp();
    api = await startApi({ SMTP_URL: smtp.url, PUBLIC_URL: 'https://book.example.org' });
    // So that the client's own mail has everything; mail-flood.int-spec.ts covers unverified addresses.
    await api.app.get(Recipients).prove(CLIENT);
  });
  beforeEach(async () => {
    expert = await publishExpert(api.url);
    starts = await expert.starts();
    smtp.caught.length = 0;
  });
  afterAll(async () => {
    await api.close();
    await smtp.close();
  });

  const book = async (more: Record<string, unknown> = {}, eventType = expert.eventType) => {
    const booked = await expert.book(starts[0] ?? '', { eventType, with: { guests: GUESTS, ...more } });
    expect(booked.status).toBe(201);
    return booked.body;
  };
  const asClient = <T>(method: string, path: string, { manageToken }: CreatedBooking, body?: unknown) =>
    api.call<T>(method, path, {
      headers: { 'X-Manage-Token': manageToken },
      ...(body !== undefined && { body }),
    });

  /** The mails since the last call, by address, once this many have arrived. */
  async function mails(count: number): Promise<Record<string, CaughtMail>> {
    const done = () =>
      api.connection.collection('outbox').countDocuments({ state: 'waiting', topic: 'mail.booking' });
    await until(`${count} mails have come`, async () => smtp.caught.length >= count && (await done()) === 0);
    const caught = smtp.caught.splice(0);
    expect(caught).toHaveLength(count);
    expect(new Set(caught.map(({ to }) => to.join())).size).toBe(count);
    return Object.fromEntries(caught.map((mail) => [mail.to.join(), mail]));
  }

  function part({ mail }: CaughtMail, type: string): MimePart {
    const found = leavesOf(mail).find((leaf) => leaf.type === type);
    if (!found) throw new Error(`No ${type} in ${leavesOf(mail).map((leaf) => leaf.type)}`);
    return found;
  }

  function invitation(mail: CaughtMail | undefined) {
    if (!mail) throw new Error('No such mail');
    const calendar = readCalendar(part(mail, 'text/calendar').body);
    const people = calendar.components[0]?.properties.filter(({ name }) => name === 'attendee') ?? [];
    return {
      method: calendar.properties.find(({ name }) => name === 'method')?.value,
      uid: valueOf(calendar, 'uid'),
      sequence: valueOf(calendar, 'sequence'),
      start: valueOf(calendar, 'dtstart'),
      description: valueOf(calendar, 'description') ?? '',
      attendees: people.map(({ value }) => value.replace('mailto:', '')),
      answers: people.map(({ parameters }) => parameters['partstat']),
    };
  }

  it('are notified of it, of its new time and of its end, in one calendar entry each', async () => {
    const booked = await book();
    const first = await mails(4);
    const entry = invitation(first[CLIENT]);
    expect(entry).toMatchObject({
      method: 'REQUEST',
      uid: `${booked.uid}@expertbook`,
      sequence: '0',
      attendees: [CLIENT, ...GUESTS],
      answers: ['ACCEPTED', 'NEEDS-ACTION', 'NEEDS-ACTION'],
    });
    expect(invitation(first[expert.me.email])).toMatchObject({ attendees: [CLIENT, ...GUESTS] });
    for (const guest of GUESTS) {
      // A guest does not see the other guests.
      expect(invitation(first[guest])).toMatchObject({
        method: 'REQUEST',
        uid: entry.uid,
        sequence: '0',
        start: entry.start,
        attendees: [CLIENT, guest],
      });
      expect(first[guest]?.mail.headers).toMatchObject({
        to: guest,
        'reply-to': `Grace Hopper <${CLIENT}>`,
        subject: expect.stringMatching(/ with Ada Lovelace$/),
      });
      const text = part(first[guest] as CaughtMail, 'text/plain').body;
      expect(text).toContain('Grace Hopper invited you to a meeting with Ada Lovelace');
      expect(text).toContain(`${CLIENT} added you as a guest`);
      expect(text).toContain('meet.jit.si');
    }

    const moved = await asClient<CreatedBooking>('POST', `/bookings/${booked.uid}/reschedule`, booked, {
      start: starts[5],
      reason: 'Buy at spam.example',
    });
    expect(moved).toMatchObject({ status: 201, body: { guests: GUESTS } });
    const second = await mails(4);
    for (const address of [CLIENT, expert.me.email, ...GUESTS]) {
      expect(invitation(second[address])).toMatchObject({
        method: 'REQUEST',
        uid: entry.uid,
        sequence: '1',
        start: `${new Date(starts[5] ?? '').toISOString().slice(0, 19)}Z`,
      });
    }

    const ended = await asClient<Booking>('POST', `/bookings/${moved.body.uid}/cancel`, moved.body, {
      reason: 'Buy at spam.example',
    });
    expect(ended.status).toBe(200);
    const third = await mails(4);
    for (const guest of GUESTS) {
      expect(invitation(third[guest])).toMatchObject({ method: 'CANCEL', uid: entry.uid, sequence: '2' });
      expect(part(third[guest] as CaughtMail, 'text/plain').body).toContain('is cancelled');
    }
  });

  it('cannot change it, and get no text of the client except a name that looks like one', async () => {
    const questions = [{ id: 'topic', kind: 'text', label: 'Topic', required: false }];
    const eventType = await expert.addEventType({ questions });
    const booked = await expert.book(starts[0] ?? '', {
      eventType,
      name: 'Win at www.spam.example',
      with: { guests: GUESTS, notes: 'SPAM in notes', answers: { topic: 'SPAM in answers' } },
    });
    expect(booked.status).toBe(201);
    const first = await mails(4);
    await asClient('POST', `/bookings/${booked.body.uid}/reschedule`, booked.body, {
      start: starts[5],
      reason: 'SPAM in a reason',
    });
    const second = await mails(4);
    for (const guest of GUESTS) {
      for (const sent of [first[guest], second[guest]]) {
        const all = leavesOf((sent as CaughtMail).mail).map(({ body }) => body);
        for (const text of [...all, sent?.source ?? '']) {
          expect(text).not.toMatch(/SPAM|spam\.example|#token|manage/);
          expect(text).not.toContain(booked.body.manageToken);
          expect(GUESTS.filter((other) => other !== guest && text.includes(other))).toEqual([]);
        }
        expect(all[0]).toContain(CLIENT);
      }
    }
    for (const address of [CLIENT, expert.me.email]) {
      expect(part(first[address] as CaughtMail, 'text/plain').body).toMatch(
        new RegExp(`Guests: +${GUESTS.join('\\s+')}`),
      );
    }
    expect(part(first[expert.me.email] as CaughtMail, 'text/plain').body).toContain('SPAM in notes');
  });

  it('are notified of a request only once it is confirmed', async () => {
    const eventType = await expert.addEventType({ requiresConfirmation: true });
    const asked = await book({}, eventType);
    expect(Object.keys(await mails(2)).sort()).toEqual([CLIENT, expert.me.email].sort());
    await expert.asExpert('POST', `/bookings/${asked.uid}/confirm`);
    expect(invitation((await mails(4))['alan@example.com'])).toMatchObject({
      method: 'REQUEST',
      sequence: '1',
    });

    const declined = await expert.book(starts[8] ?? '', { eventType, with: { guests: GUESTS } });
    await mails(2);
    await expert.asExpert('POST', `/bookings/${declined.body.uid}/decline`, {});
    expect(Object.keys(await mails(1))).toEqual([CLIENT]);

    const withdrawn = await expert.book(starts[10] ?? '', { eventType, with: { guests: GUESTS } });
    await mails(2);
    const other = await asClient<CreatedBooking>(
      'POST',
      `/bookings/${withdrawn.body.uid}/reschedule`,
      withdrawn.body,
      { start: starts[12] },
    );
    await mails(2);
    await asClient('POST', `/bookings/${other.body.uid}/cancel`, other.body, {});
    await mails(2);
  });

  it('are notified when a session they were invited to is declined at its new time', async () => {
    const eventType = await expert.addEventType({ requiresConfirmation: true });
    const asked = await book({}, eventType);
    await mails(2);
    await expert.asExpert('POST', `/bookings/${asked.uid}/confirm`);
    await mails(4);
    const moved = await asClient<CreatedBooking>('POST', `/bookings/${asked.uid}/reschedule`, asked, {
      start: starts[5],
    });
    expect(moved.body.status).toBe('pending');
    const waiting = (await mails(4))['alan@example.com'] as CaughtMail;
    expect(part(waiting, 'text/calendar').body).toContain('STATUS:TENTATIVE');
    expect(part(waiting, 'text/plain').body).not.toContain('meet.jit.si');
    await expert.asExpert('POST', `/bookings/${moved.body.uid}/decline`, {});
    expect(invitation((await mails(4))['alan@example.com'])).toMatchObject({
      method: 'CANCEL',
      uid: `${asked.uid}@expertbook`,
      sequence: '3',
    });
  });

  it('are notified when the expert cancels the day', async () => {
    await book();
    await mails(4);
    const date = starts[0]?.slice(0, 10);
    const cleared = await expert.asExpert('POST', '/bookings/cancel-day', { date });
    expect(cleared).toMatchObject({ status: 200, body: { cancelled: [{ guests: GUESTS }] } });
    expect(invitation((await mails(4))['barbara@example.com'])).toMatchObject({ method: 'CANCEL' });
  });

  it('are visible to the client and the expert only', async () => {
    const booked = await book();
    await mails(4);
    expect(booked.guests).toEqual(GUESTS);
    const path = `/bookings/${booked.uid}`;
    expect((await asClient<Booking>('GET', path, booked)).body.guests).toEqual(GUESTS);
    expect((await expert.asExpert<Booking>('GET', path)).body.guests).toEqual(GUESTS);
    const list = await expert.asExpert<BookingsPage>('GET', '/bookings');
    expect(list.body.items.map(({ guests }) => guests)).toEqual([GUESTS]);
    const csv = await expert.asExpert<string>('GET', '/bookings/export.csv');
    expect(csv.body).toContain(`America/New_York,"${GUESTS.join(', ')}"`);
    const file = await asClient<string>('GET', `${path}/calendar.ics`, booked);
    const event = readCalendar(file.body).components[0];
    expect(event?.properties.filter(({ name }) => name === 'attendee').map(({ value }) => value)).toEqual(
      [CLIENT, ...GUESTS].map((email) => `mailto:${email}`),
    );
    const account = await expert.asExpert<{ bookings: Booking[] }>('GET', '/auth/export');
    expect(account.body.bookings.map(({ guests }) => guests)).toEqual([GUESTS]);

    const stranger = await publishExpert(api.url);
    for (const answer of [
      await api.call('GET', path),
      await api.call('GET', path, { headers: { 'X-Manage-Token': 'x' } }),
      await stranger.asExpert('GET', path),
      await api.call('GET', `/experts/${expert.handle}`),
      await api.call(
        'GET',
        `/experts/${expert.handle}/event-types/${expert.eventType.slug}/slots?start=${starts[0]?.slice(0, 10)}&end=${starts[0]?.slice(0, 10)}&timeZone=UTC`,
      ),
    ]) {
      expect(JSON.stringify(answer.body)).not.toContain('alan@');
    }
  });
});
