import type {
  CreatedBooking,
  EventTypeMessages,
  Problem,
  ReminderStop,
  ScheduledMessage,
} from '@expertbook/contracts';
import { OutboxWorker } from '../src/app/outbox/outbox-worker';
import type { TestApi } from './harness';
import { startApi } from './harness';
import { moveClock, restoreClock } from './moved-clock';
import type { BookOptions, PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { leavesOf } from './read-mime';
import type { CaughtMail, SmtpCatcher } from './smtp-catcher';
import { startSmtp } from './smtp-catcher';
import { until } from './until';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const REMINDER = /Reminder|Erinnerung/;

interface Row {
  key: string;
  topic: string;
  state: string;
  lastError: string | null;
  reason?: string;
  dueAt: Date;
}

describe('reminders', () => {
  let isDown: boolean;
  let smtp: SmtpCatcher;
  let api: TestApi;
  let expert: PublishedExpert;
  /** On the grid, a week from now. */
  let start: Date;

  beforeEach(async () => {
    isDown = false;
    smtp = await startSmtp(0, { isDown: () => isDown });
    api = await startApi({ SMTP_URL: smtp.url, PUBLIC_URL: 'https://book.example.org' });
    expert = await publishExpert(api.url);
    start = new Date(Math.ceil(Date.now() / DAY) * DAY + 7 * DAY + 9 * HOUR);
  });
  afterEach(async () => {
    restoreClock();
    await api.close();
    await smtp.close();
  });

  const rows = (topic = 'mail.scheduled') =>
    api.connection.collection<Row>('outbox').find({ topic }).sort({ dueAt: 1 }).toArray();
  const reminders = () => smtp.caught.filter(({ mail }) => REMINDER.test(subjectOf(mail)));
  const book = async (at: Date, more?: BookOptions): Promise<CreatedBooking> => {
    const booked = await expert.book(at.toISOString(), more);
    expect(booked.status).toBe(201);
    return booked.body;
  };
  const asClient = (what: string, { uid, manageToken }: CreatedBooking, body: unknown = {}) =>
    api.call<CreatedBooking>('POST', `/bookings/${uid}/${what}`, {
      body,
      headers: { 'X-Manage-Token': manageToken },
    });
  /** Waits until nothing that is due waits. */
  const settled = () =>
    until('nothing due waits', async () => {
      api.app.get(OutboxWorker).wake();
      const due = { state: 'waiting', dueAt: { $lte: new Date() } };
      return (await api.connection.collection('outbox').countDocuments(due)) === 0;
    });
  const moveTo = async (instant: number) => {
    moveClock(new Date(instant));
    await settled();
  };

  it('go to the client a day and an hour before the start, once each', async () => {
    await book(start);
    await settled();
    expect(reminders()).toEqual([]);
    await moveTo(start.getTime() - DAY);
    expect(reminders().map(({ to }) => to)).toEqual([['grace@example.com']]);
    await moveTo(start.getTime() - HOUR);
    await moveTo(start.getTime() + DAY);
    expect(reminders()).toHaveLength(2);
    const [mail] = reminders();
    const text = textOf(mail);
    // In the client's zone, five hours behind.
    expect(text).toContain('04:00');
    expect(text).toContain('New York time');
    expect(text).toMatch(/https:\/\/book\.example\.org\/bookings\/[\w-]+#token=[\w-]+/);
    expect((await rows()).map(({ state }) => state)).toEqual(['done', 'done']);
  });

  it('have the wall time of the reader across a change of the clocks, in their language', async () => {
    moveClock('2027-03-10T00:00:00Z');
    const attendee = {
      name: 'Grace Hopper',
      email: 'grace@example.com',
      timeZone: 'America/New_York',
      language: 'de',
    };
    // Clocks in New York go forward between the reminder and the start.
    await book(new Date('2027-03-14T13:00:00Z'), { with: { attendee } });
    await settled();
    await moveTo(Date.parse('2027-03-13T12:59:00Z'));
    expect(reminders()).toEqual([]);
    await moveTo(Date.parse('2027-03-13T13:00:00Z'));
    const [mail] = reminders();
    expect(mail && subjectOf(mail.mail)).toBe(
      'Erinnerung: Intro call mit Ada Lovelace, Sonntag, 14. März 2027 um 09:00',
    );
    expect(textOf(mail)).toMatch(/14\. März 2027 um 09:00 \(.*New York.*GMT-4/);
  });

  it('move with a reschedule and end with a cancellation; what is dropped has a reason', async () => {
    const first = await book(start);
    const later = new Date(start.getTime() + DAY);
    const moved = await asClient('reschedule', first, { start: later.toISOString() });
    expect(moved.status).toBe(201);
    const other = await book(new Date(start.getTime() + 2 * HOUR));
    expect((await asClient('cancel', other)).status).toBe(200);
    await settled();
    await moveTo(start.getTime() - DAY);
    await moveTo(start.getTime() + 3 * HOUR);
    await moveTo(later.getTime() - HOUR);
    expect(reminders().map(({ mail }) => /(\d\d:\d\d)$/.exec(subjectOf(mail))?.[1])).toEqual([
      '04:00',
      '04:00',
    ]);
    expect(
      reminders().every(({ mail }) => textOf({ to: [], source: '', mail }).includes(moved.body.uid)),
    ).toBe(true);
    for (const { state, reason } of await rows())
      expect(['done', 'dropped cancelled', 'dropped rescheduled']).toContain(
        reason ? `${state} ${reason}` : state,
      );
  });

  it('of an outage are sent as far as they are still useful, once, by two processes', async () => {
    const second = await startApi({
      MONGO_URI: api.mongoUri,
      SMTP_URL: smtp.url,
      PUBLIC_URL: 'https://book.example.org',
    });
    try {
      const count = 6;
      for (let i = 0; i < count; i++) {
        const through = i % 2 === 0 ? api.url : second.url;
        const attendee = { name: `Client ${'ABCDEF'[i]}`, email: `client${i}@example.com`, timeZone: 'UTC' };
        await book(new Date(start.getTime() + i * HOUR), { through, with: { attendee } });
      }
      await settled();
      isDown = true;
      // The day's reminder of all, and the hour's of the first two, are late; the first session has begun.
      moveClock(new Date(start.getTime() + HOUR / 4));
      api.app.get(OutboxWorker).wake();
      await until('a failure', async () => (await rows()).some(({ lastError }) => lastError !== null));
      isDown = false;
      const now = new Date();
      await until('what was due is settled', async () => {
        // The clock stands still, so a pause after a failure would have no end.
        const outbox = api.connection.collection('outbox');
        await outbox.updateMany({ state: 'waiting', since: { $lte: now } }, { $set: { dueAt: now } });
        for (const { app } of [api, second]) app.get(OutboxWorker).wake();
        return (await outbox.countDocuments({ state: 'waiting', since: { $lte: now } })) === 0;
      });
      const got = reminders().map(({ to }) => to[0]);
      expect(got.sort()).toEqual([1, 2, 3, 4, 5].map((i) => `client${i}@example.com`));
      const reasons = (await rows()).flatMap(({ reason }) => reason ?? []);
      expect(reasons.sort()).toEqual(['superseded', 'too_late', 'too_late']);
    } finally {
      await second.app.close();
    }
  });

  it('stop with one click of the mail program, start again on the page, and leave the confirmation', async () => {
    await book(start);
    await settled();
    await moveTo(start.getTime() - DAY);
    const [reminder] = reminders();
    const { headers } = reminder?.mail ?? { headers: {} as Record<string, string> };
    expect(headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
    const address = /<(https:\/\/book\.example\.org(\S+))>/.exec(headers['list-unsubscribe'] ?? '');
    const path = address?.[2] ?? '';
    const token = path.split('/').at(-1) ?? '';
    expect(textOf(reminder)).toContain(`https://book.example.org/account/reminders#token=${token}`);
    const confirmation = smtp.caught.find(
      ({ to, mail }) => to[0] === 'grace@example.com' && !REMINDER.test(subjectOf(mail)),
    );
    expect(confirmation?.mail.headers['list-unsubscribe']).toBeUndefined();

    const opened = await fetch(api.url + path, { redirect: 'manual' });
    expect([opened.status, opened.headers.get('location')]).toEqual([
      303,
      `https://book.example.org/account/reminders#token=${token}`,
    ]);
    const asReader = { headers: { 'X-Reminder-Token': token } };
    const stops = () => api.call<ReminderStop>('GET', '/reminder-stops', asReader);
    expect((await stops()).body).toEqual({
      expert: { name: 'Ada Lovelace', handle: expert.handle },
      isStopped: false,
    });
    const clicked = await fetch(api.url + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
    expect(clicked.status).toBe(200);
    const form = new FormData();
    form.set('List-Unsubscribe', 'One-Click');
    expect((await fetch(api.url + path, { method: 'POST', body: form })).status).toBe(200);
    expect((await stops()).body.isStopped).toBe(true);

    await moveTo(start.getTime() - HOUR);
    expect(reminders()).toHaveLength(1);
    expect((await rows()).at(-1)).toMatchObject({ state: 'dropped', reason: 'recipient_stopped' });
    const again = await api.call<ReminderStop>('PUT', '/reminder-stops', {
      ...asReader,
      body: { isStopped: false },
    });
    expect(again.body.isStopped).toBe(false);
    const stored = await api.connection.collection('reminder_stops').find().toArray();
    expect(stored).toEqual([]);
  });

  it('cannot be stopped with a token of someone else’s making', async () => {
    for (const token of ['', 'x', 'a'.repeat(59)]) {
      const answer = await api.call('GET', '/reminder-stops', { headers: { 'X-Reminder-Token': token } });
      expect(answer.status).toBe(404);
    }
    const form = {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'a=b',
    };
    expect((await fetch(`${api.url}/api/v1/bookings`, form)).status).toBe(415);
  });

  it('go to the guests and the expert as well, where the expert has chosen so, each in their own view', async () => {
    const items = (['client', 'guests', 'expert'] as const).map((recipient) => ({
      ...message(`to-${recipient}`),
      recipient,
    }));
    const answer = await expert.asExpert('PUT', `/event-types/${expert.eventType.id}/messages`, { items });
    expect(answer.status).toBe(200);
    await book(start, { with: { guests: ['guest@example.com'], notes: 'A secret note' } });
    await settled();
    await moveTo(start.getTime() - DAY);
    const byAddress = new Map(reminders().map((caught) => [caught.to[0], textOf(caught)]));
    expect([...byAddress.keys()].sort()).toEqual([
      `${expert.handle}@example.com`,
      'grace@example.com',
      'guest@example.com',
    ]);
    expect(byAddress.get(`${expert.handle}@example.com`)).toContain('A secret note');
    expect(byAddress.get(`${expert.handle}@example.com`)).not.toContain('#token=');
    expect(byAddress.get('guest@example.com')).not.toMatch(/A secret note|\/bookings\//);
    expect(byAddress.get('guest@example.com')).toContain('/account/reminders#token=');
  });

  it('are about one session for the expert, and to each client of a group', async () => {
    const group = await expert.addEventType({ seats: 5 });
    const items = [message('to-me'), message('to-them')].map((one, i) => ({
      ...one,
      recipient: i === 0 ? 'expert' : 'client',
    }));
    await expert.asExpert('PUT', `/event-types/${group.id}/messages`, { items });
    for (const name of ['Grace Hopper', 'Mary Jackson', 'Joan Clarke'])
      await book(start, { eventType: group, name });
    await settled();
    await moveTo(start.getTime() - DAY);
    const toExpert = reminders().filter(({ to }) => to[0] === `${expert.handle}@example.com`);
    expect(reminders()).toHaveLength(4);
    expect(toExpert).toHaveLength(1);
    expect(textOf(toExpert[0])).toContain('Grace Hopper, Mary Jackson, Joan Clarke');
  });

  it('of an event type change with its settings, also for coming bookings, and nothing is sent for the past', async () => {
    await book(start);
    await settled();
    const put = (items: unknown) =>
      expert.asExpert<EventTypeMessages>('PUT', `/event-types/${expert.eventType.id}/messages`, { items });
    const due = async () =>
      (await rows()).filter(({ state }) => state === 'waiting').map(({ dueAt }) => dueAt.getTime());
    expect(await due()).toEqual([start.getTime() - DAY, start.getTime() - HOUR]);
    await put([
      { ...message('day-before'), minutes: 120 },
      { ...message('long-before'), minutes: 20 * 1440 },
    ]);
    await settled();
    expect(await due()).toEqual([start.getTime() - 2 * HOUR]);
    await put([]);
    await settled();
    expect(await due()).toEqual([]);
    expect((await put(null)).body.isDefault).toBe(true);
    await settled();
    // A message that was dropped for a booking does not come back for it.
    expect(await due()).toEqual([]);
  });

  it('have the expert’s words, in which values are only text', async () => {
    const text = {
      subject: 'Hello {{client_name}}',
      body: '<b>{{client_name}}</b>\n{{location}} {{ time_zone }}',
    };
    const items = [{ ...message('own'), texts: { en: text } }];
    await expert.asExpert('PUT', `/event-types/${expert.eventType.id}/messages`, { items });
    const attendee = { name: '<img src=x>{{time}}', email: 'grace@example.com', timeZone: 'UTC' };
    await book(start, { with: { attendee } });
    await settled();
    await moveTo(start.getTime() - DAY);
    // Nobody has verified the address, so a name that is none is replaced by it.
    const own = smtp.caught.find(({ mail }) => subjectOf(mail) === 'Hello grace@example.com');
    const html = own && leavesOf(own.mail).find(({ type }) => type === 'text/html')?.body;
    expect(html).toContain('&lt;b&gt;grace@example.com&lt;/b&gt;<br>');
    expect(html).not.toContain('<img src=x>');
  });

  it('are refused with an unknown variable, at its field', async () => {
    const items = [{ ...message('own'), texts: { de: { subject: 'Hallo', body: '{{password}}' } } }];
    const answer = await expert.asExpert<Problem>('PUT', `/event-types/${expert.eventType.id}/messages`, {
      items,
    });
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toEqual([
      {
        field: 'items.0.texts.de.body',
        code: 'unknown_variable',
        message: '{{password}} is not a known variable.',
      },
    ]);
    const foreign = await expert.asExpert('PUT', '/event-types/65f1c0ffee5ca1ab1e000001/messages', {
      items: [],
    });
    expect(foreign.status).toBe(404);
  });
});

/** To the client, a day before the start. */
function message(id: string): ScheduledMessage {
  return { id, trigger: 'before_start', minutes: 1440, recipient: 'client', channel: 'mail', texts: {} };
}

function subjectOf({ headers }: CaughtMail['mail']): string {
  return headers['subject'] ?? '';
}

function textOf(caught: CaughtMail | undefined): string {
  const part = caught && leavesOf(caught.mail).find(({ type }) => type === 'text/plain');
  return part?.body ?? '';
}
