import { readCalendar, valueOf } from '../src/app/calendar-file/read-calendar.fixture';
import { bookingMailInput } from '../src/app/mail/booking-mail.fixture';
import type { NewOutboxMessage } from '../src/app/outbox/outbox';
import type { Post } from './post';
import { startPost } from './post';
import type { MimePart } from './read-mime';
import { leavesOf } from './read-mime';
import type { CaughtMail, SmtpCatcher } from './smtp-catcher';
import { startSmtp } from './smtp-catcher';
import { until } from './until';

describe('mails about bookings', () => {
  let smtp: SmtpCatcher;
  let post: Post;

  beforeAll(async () => {
    smtp = await startSmtp();
    post = await startPost(smtp.url);
  });
  beforeEach(async () => {
    await post.rows.deleteMany({});
    smtp.caught.length = 0;
  });
  afterAll(async () => {
    await post.connection.dropDatabase();
    await post.app.close();
    await smtp.close();
  });

  async function deliver(messages: NewOutboxMessage[]): Promise<{ client: CaughtMail; expert: CaughtMail }> {
    await post.send(messages);
    await until('both mails have come', () => smtp.caught.length === 2);
    const to = (email: string): CaughtMail => {
      const found = smtp.caught.find((mail) => mail.to.includes(email));
      if (!found) throw new Error(`No mail to ${email}`);
      return found;
    };
    return { client: to('grace@example.com'), expert: to('ada@example.org') };
  }

  const part = (mail: MimePart, type: string): MimePart => {
    const found = leavesOf(mail).find((leaf) => leaf.type === type);
    if (!found) throw new Error(`No ${type} in ${leavesOf(mail).map((leaf) => leaf.type)}`);
    return found;
  };

  it("go to client and expert as text, HTML and invitation, each in the reader's own time", async () => {
    const { client, expert } = await deliver(post.mails.booked(bookingMailInput()));

    for (const { mail } of [client, expert]) {
      expect(leavesOf(mail).map(({ type }) => type)).toEqual([
        'text/plain',
        'text/html',
        'text/calendar',
        'application/ics',
      ]);
      expect(mail.headers).toMatchObject({
        from: 'ExpertBook <bookings@book.example.org>',
        'auto-submitted': 'auto-generated',
      });
      const invitation = part(mail, 'text/calendar');
      expect(invitation.parameters).toMatchObject({ method: 'REQUEST', charset: 'utf-8' });
      const attachment = part(mail, 'application/ics');
      expect(attachment.headers['content-disposition']).toMatch(/^attachment; filename="?invite\.ics/);
      expect(attachment.body).toBe(invitation.body);
      const calendar = readCalendar(invitation.body);
      expect(calendar.properties).toContainEqual({ name: 'method', value: 'REQUEST', parameters: {} });
      expect(valueOf(calendar, 'uid')).toBe('k7Qm3vxtR2pZ@expertbook');
      expect(valueOf(calendar, 'dtstart')).toBe('2027-01-04T08:00:00Z');
      expect(valueOf(calendar, 'organizer')).toBe('mailto:ada@example.org');
      expect(valueOf(calendar, 'attendee')).toBe('mailto:grace@example.com');
      expect(valueOf(calendar, 'url')).toBe(bookingMailInput().meetingUrl);
    }
    expect(client.mail.headers).toMatchObject({
      to: 'Grace Hopper <grace@example.com>',
      'reply-to': 'Ada Lovelace <ada@example.org>',
      subject: '30-minute strategy call with Ada Lovelace',
    });
    expect(expert.mail.headers).toMatchObject({
      to: 'Ada Lovelace <ada@example.org>',
      'reply-to': 'Grace Hopper <grace@example.com>',
      subject: '30-minute strategy call with Grace Hopper',
    });
    for (const type of ['text/plain', 'text/html']) {
      expect(part(client.mail, type).body).toContain('03:00 – 03:30');
      expect(part(client.mail, type).body).toContain('New York time, GMT-5');
      expect(part(expert.mail, type).body).toContain('09:00 – 09:30');
      expect(part(expert.mail, type).body).toContain('Berlin time, GMT+1');
      expect(part(client.mail, type).body).toContain('https://calendar.google.com/calendar/render?');
    }
  });

  it('give the manage link to the client alone, in the mail and in its calendar file', async () => {
    const { client, expert } = await deliver(post.mails.booked(bookingMailInput()));
    const link = 'https://book.example.org/bookings/k7Qm3vxtR2pZ#token=secret-manage-token';
    expect(part(client.mail, 'text/plain').body).toContain(link);
    expect(part(client.mail, 'text/html').body).toContain(link);
    expect(part(client.mail, 'text/calendar').body.replace(/\r?\n /g, '')).toContain(link);
    for (const leaf of leavesOf(expert.mail)) expect(leaf.body).not.toContain('secret-manage-token');
    expect(part(expert.mail, 'text/plain').body).toContain(
      'https://book.example.org/portal/bookings/k7Qm3vxtR2pZ',
    );
  });

  it('wait with the token encrypted, and leave no personal data once they are sent', async () => {
    const waiting = post.mails.booked(bookingMailInput()).map((row) => ({ ...row, topic: 'nobody' }));
    await post.send(waiting);
    const stored = JSON.stringify(await post.rows.find({}).lean());
    expect(stored).toContain('sealedToken');
    expect(stored).not.toContain('secret-manage-token');

    await post.rows.updateMany({}, { topic: 'mail.booking' });
    await until('both are done', async () => (await post.rows.countDocuments({ state: 'done' })) === 2);
    expect(smtp.caught).toHaveLength(2);
    expect(JSON.stringify(await post.rows.find({}).lean())).not.toMatch(/grace|sealedToken/i);
  });

  it('remove a cancelled session from both calendars, with a higher SEQUENCE', async () => {
    const { client, expert } = await deliver(
      post.mails.cancelled(
        bookingMailInput({ sequence: 1, cancelledBy: 'client', reason: 'Ill, <b>sorry</b>' }),
      ),
    );
    for (const { mail } of [client, expert]) {
      const invitation = part(mail, 'text/calendar');
      expect(invitation.parameters['method']).toBe('CANCEL');
      const calendar = readCalendar(invitation.body);
      expect(calendar.properties).toContainEqual({ name: 'method', value: 'CANCEL', parameters: {} });
      expect(valueOf(calendar, 'uid')).toBe('k7Qm3vxtR2pZ@expertbook');
      expect(valueOf(calendar, 'sequence')).toBe('1');
      expect(valueOf(calendar, 'status')).toBe('CANCELLED');
      expect(part(mail, 'text/html').body).toContain('Ill, &lt;b&gt;sorry&lt;/b&gt;');
      expect(part(mail, 'text/plain').body).toContain('Ill, <b>sorry</b>');
      expect(part(mail, 'text/plain').body).not.toContain('meet.jit.si');
    }
    expect(part(client.mail, 'text/plain').body).toContain('https://book.example.org/ada/strategy-call');
    expect(part(expert.mail, 'text/plain').body).toContain('Grace Hopper cancelled your meeting');
  });

  it('change the existing entry, and contain the previous time', async () => {
    const { client } = await deliver(
      post.mails.rescheduled(
        bookingMailInput({
          bookingUid: 'successor',
          calendarUid: 'k7Qm3vxtR2pZ',
          sequence: 1,
          previousStart: new Date('2027-01-03T08:00:00Z'),
        }),
      ),
    );
    const calendar = readCalendar(part(client.mail, 'text/calendar').body);
    expect(valueOf(calendar, 'uid')).toBe('k7Qm3vxtR2pZ@expertbook');
    expect(valueOf(calendar, 'sequence')).toBe('1');
    const text = part(client.mail, 'text/plain').body;
    expect(text).toContain('Sunday, 3 January 2027');
    expect(text).toContain('https://book.example.org/bookings/successor#token=');
  });

  it('announce that a rescheduled session must be confirmed again, and remove it from both calendars when it is declined', async () => {
    const moved = bookingMailInput({
      bookingUid: 'successor',
      calendarUid: 'k7Qm3vxtR2pZ',
      sequence: 1,
      pending: true,
      previousStart: new Date('2027-01-03T08:00:00Z'),
    });
    const { client, expert } = await deliver(post.mails.rescheduled(moved));
    for (const { mail } of [client, expert]) {
      expect(valueOf(readCalendar(part(mail, 'text/calendar').body), 'status')).toBe('TENTATIVE');
      for (const leaf of leavesOf(mail)) expect(leaf.body).not.toContain('meet.jit.si');
    }
    expect(part(expert.mail, 'text/plain').body).toContain('Confirm or decline');

    smtp.caught.length = 0;
    const declined = await deliver(post.mails.declined({ ...moved, sequence: 2 }));
    for (const { mail } of [declined.client, declined.expert]) {
      const calendar = readCalendar(part(mail, 'text/calendar').body);
      expect(calendar.properties).toContainEqual({ name: 'method', value: 'CANCEL', parameters: {} });
      expect([valueOf(calendar, 'uid'), valueOf(calendar, 'sequence')]).toEqual([
        'k7Qm3vxtR2pZ@expertbook',
        '2',
      ]);
    }
    expect(post.mails.declined(bookingMailInput())).toHaveLength(1);
  });

  it('ask the expert to respond to a request, which is in no calendar yet', async () => {
    const { client, expert } = await deliver(post.mails.requested(bookingMailInput({ meetingUrl: null })));
    for (const { mail } of [client, expert]) {
      expect(leavesOf(mail).map(({ type }) => type)).toEqual(['text/plain', 'text/html']);
    }
    expect(part(expert.mail, 'text/plain').body).toContain('Confirm or decline');
  });

  it('cannot get headers, recipients or markup from a name', async () => {
    const evil = 'Eve\r\nBcc: victim@example.net\r\n\r\n<script>alert(1)</script>", "x';
    const { client, expert } = await deliver(
      post.mails.booked(
        bookingMailInput({
          title: `Talk\r\nX-Evil: 1`,
          attendee: { name: evil, email: 'grace@example.com', timeZone: 'America/New_York' },
          expert: {
            name: `${evil}<a@b.example>,`,
            email: 'ada@example.org',
            handle: 'ada',
            timeZone: 'Nowhere/Land',
          },
          notes: '</pre><script>alert(2)</script>\r\nBcc: victim@example.net',
        }),
      ),
    );
    expect(smtp.caught.map(({ to }) => to)).toEqual(
      expect.arrayContaining([['grace@example.com'], ['ada@example.org']]),
    );
    for (const { mail, source } of [client, expert]) {
      expect(Object.keys(mail.headers).sort()).toEqual([
        'auto-submitted',
        'content-type',
        'date',
        'from',
        'in-reply-to',
        'message-id',
        'mime-version',
        'references',
        'reply-to',
        'subject',
        'to',
      ]);
      expect(source).not.toMatch(/^(?:bcc|x-evil):/im);
      expect(part(mail, 'text/html').body).not.toContain('<script');
      const calendar = readCalendar(part(mail, 'text/calendar').body);
      expect(calendar.components[0]?.properties.map(({ name }) => name)).not.toContain('x-evil');
    }
  });

  it('are identical at every attempt, so that mailboxes collapse repetitions', async () => {
    const messages = post.mails.booked(bookingMailInput());
    await deliver(messages);
    await until('both are done', async () => (await post.rows.countDocuments({ state: 'done' })) === 2);
    const first = smtp.caught.map(({ mail }) => mail.headers['message-id']).sort();
    smtp.caught.length = 0;
    const unsettled = messages.map(({ key, payload }) =>
      post.rows.updateOne({ key }, { $set: { state: 'waiting', payload, lockedUntil: new Date(0) } }),
    );
    await Promise.all(unsettled);
    await until('both have come again', () => smtp.caught.length === 2);
    expect(smtp.caught.map(({ mail }) => mail.headers['message-id']).sort()).toEqual(first);
    expect(new Set(first).size).toBe(2);
  });

  it('are sent once, however many processes there are', async () => {
    const second = await startPost(smtp.url, { mongoUri: post.mongoUri });
    try {
      const bookings = Array.from({ length: 25 }, (_, index) =>
        bookingMailInput({ bookingUid: `b${index}` }),
      );
      await post.send(bookings.flatMap((booking) => post.mails.booked(booking)));
      await until('all are done', async () => (await post.rows.countDocuments({ state: 'done' })) === 50);
      const ids = smtp.caught.map(({ mail }) => mail.headers['message-id']);
      expect(ids).toHaveLength(50);
      expect(new Set(ids).size).toBe(50);
    } finally {
      await second.app.close();
    }
  });

  it('lose only the manage link when JWT_SECRET was changed while they waited', async () => {
    const messages = post.mails.booked(bookingMailInput());
    for (const { payload } of messages) if (payload['sealedToken']) payload['sealedToken'] = 'v1.AAAA';
    const { client } = await deliver(messages);
    expect(part(client.mail, 'text/plain').body).not.toContain('#token=');
    expect(part(client.mail, 'text/plain').body).toContain('Join the meeting');
  });

  it('wait while the mail server is down, and are sent when it is back', async () => {
    const gone = await startSmtp();
    await gone.close();
    const patient = await startPost(gone.url);
    let back: SmtpCatcher | null = null;
    try {
      await patient.send(patient.mails.booked(bookingMailInput()));
      await until('both have failed', async () =>
        (await patient.rows.find({}).lean()).every(({ lastError }) => lastError),
      );
      const [row] = await patient.rows.find({}).lean();
      expect(row).toMatchObject({ state: 'waiting', lastError: expect.stringMatching(/^[A-Z]+$/) });
      back = await startSmtp(gone.port);
      await until('both are done', async () => (await patient.rows.countDocuments({ state: 'done' })) === 2);
      expect(back.caught).toHaveLength(2);
    } finally {
      await patient.connection.dropDatabase();
      await patient.app.close();
      await back?.close();
    }
  });
});
