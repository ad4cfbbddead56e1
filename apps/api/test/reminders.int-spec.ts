import type { ReminderStop } from '@expertbook/contracts';
import { OutboxWorker } from '../src/app/outbox/outbox-worker';
import { startApi } from './harness';
import { moveClock } from './moved-clock';
import type { ReminderStage } from './reminder-stage';
import { DAY, HOUR, openReminderStage, STAGE_URL, subjectOf, textOf } from './reminder-stage';
import { until } from './until';

describe('reminders', () => {
  let stage: ReminderStage;
  beforeEach(async () => (stage = await openReminderStage()));
  afterEach(() => stage.close());

  it('go to the client a day and an hour before the start, once each', async () => {
    await stage.book(stage.start);
    await stage.settled();
    expect(stage.reminders()).toEqual([]);
    await stage.moveTo(stage.start.getTime() - DAY);
    expect(stage.reminders().map(({ to }) => to)).toEqual([['grace@example.com']]);
    await stage.moveTo(stage.start.getTime() - HOUR);
    await stage.moveTo(stage.start.getTime() + DAY);
    expect(stage.reminders()).toHaveLength(2);
    const [mail] = stage.reminders();
    const text = textOf(mail);
    // In the client's zone, five hours behind.
    expect(text).toContain('04:00');
    expect(text).toContain('New York time');
    expect(text).toMatch(/https:\/\/book\.example\.org\/bookings\/[\w-]+#token=[\w-]+/);
    expect((await stage.rows()).map(({ state }) => state)).toEqual(['done', 'done']);
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
    await stage.book(new Date('2027-03-14T13:00:00Z'), { with: { attendee } });
    await stage.settled();
    await stage.moveTo(Date.parse('2027-03-13T12:59:00Z'));
    expect(stage.reminders()).toEqual([]);
    await stage.moveTo(Date.parse('2027-03-13T13:00:00Z'));
    const [mail] = stage.reminders();
    expect(mail && subjectOf(mail.mail)).toBe(
      'Erinnerung: Intro call mit Ada Lovelace, Sonntag, 14. März 2027 um 09:00',
    );
    expect(textOf(mail)).toMatch(/14\. März 2027 um 09:00 \(.*New York.*GMT-4/);
  });

  it('move with a reschedule and end with a cancellation; what is dropped has a reason', async () => {
    const first = await stage.book(stage.start);
    const later = new Date(stage.start.getTime() + DAY);
    const moved = await stage.asClient('reschedule', first, { start: later.toISOString() });
    expect(moved.status).toBe(201);
    const other = await stage.book(new Date(stage.start.getTime() + 2 * HOUR));
    expect((await stage.asClient('cancel', other)).status).toBe(200);
    await stage.settled();
    await stage.moveTo(stage.start.getTime() - DAY);
    await stage.moveTo(stage.start.getTime() + 3 * HOUR);
    await stage.moveTo(later.getTime() - HOUR);
    expect(stage.reminders().map(({ mail }) => /(\d\d:\d\d)$/.exec(subjectOf(mail))?.[1])).toEqual([
      '04:00',
      '04:00',
    ]);
    expect(
      stage.reminders().every(({ mail }) => textOf({ to: [], source: '', mail }).includes(moved.body.uid)),
    ).toBe(true);
    for (const { state, reason } of await stage.rows())
      expect(['done', 'dropped cancelled', 'dropped rescheduled']).toContain(
        reason ? `${state} ${reason}` : state,
      );
  });

  it('of an outage are sent as far as they are still useful, once, by two processes', async () => {
    const second = await startApi({
      MONGO_URI: stage.api.mongoUri,
      SMTP_URL: stage.smtp.url,
      PUBLIC_URL: STAGE_URL,
    });
    try {
      const count = 6;
      for (let i = 0; i < count; i++) {
        const through = i % 2 === 0 ? stage.api.url : second.url;
        const attendee = { name: `Client ${'ABCDEF'[i]}`, email: `client${i}@example.com`, timeZone: 'UTC' };
        await stage.book(new Date(stage.start.getTime() + i * HOUR), { through, with: { attendee } });
      }
      await stage.settled();
      stage.setDown(true);
      // The day's reminder of all, and the hour's of the first two, are late; the first session has begun.
      moveClock(new Date(stage.start.getTime() + HOUR / 4));
      stage.api.app.get(OutboxWorker).wake();
      await until('a failure', async () => (await stage.rows()).some(({ lastError }) => lastError !== null));
      stage.setDown(false);
      const now = new Date();
      await until('what was due is settled', async () => {
        // The clock stands still, so a pause after a failure would have no end.
        const outbox = stage.api.connection.collection('outbox');
        await outbox.updateMany({ state: 'waiting', since: { $lte: now } }, { $set: { dueAt: now } });
        for (const { app } of [stage.api, second]) app.get(OutboxWorker).wake();
        return (await outbox.countDocuments({ state: 'waiting', since: { $lte: now } })) === 0;
      });
      const got = stage.reminders().map(({ to }) => to[0]);
      expect(got.sort()).toEqual([1, 2, 3, 4, 5].map((i) => `client${i}@example.com`));
      const reasons = (await stage.rows()).flatMap(({ reason }) => reason ?? []);
      expect(reasons.sort()).toEqual(['superseded', 'too_late', 'too_late']);
    } finally {
      await second.app.close();
    }
  });

  it('stop with one click of the mail program, start again on the page, and leave the confirmation', async () => {
    await stage.book(stage.start);
    await stage.settled();
    await stage.moveTo(stage.start.getTime() - DAY);
    const [reminder] = stage.reminders();
    const { headers } = reminder?.mail ?? { headers: {} as Record<string, string> };
    expect(headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
    const address = /<(https:\/\/book\.example\.org(\S+))>/.exec(headers['list-unsubscribe'] ?? '');
    const path = address?.[2] ?? '';
    const token = path.split('/').at(-1) ?? '';
    expect(textOf(reminder)).toContain(`https://book.example.org/account/reminders#token=${token}`);
    const confirmation = stage.smtp.caught.find(
      ({ to, mail }) => to[0] === 'grace@example.com' && !/^Reminder/.test(subjectOf(mail)),
    );
    expect(confirmation?.mail.headers['list-unsubscribe']).toBeUndefined();

    const opened = await fetch(stage.api.url + path, { redirect: 'manual' });
    expect([opened.status, opened.headers.get('location')]).toEqual([
      303,
      `https://book.example.org/account/reminders#token=${token}`,
    ]);
    const asReader = { headers: { 'X-Reminder-Token': token } };
    const stops = () => stage.api.call<ReminderStop>('GET', '/reminder-stops', asReader);
    expect((await stops()).body).toEqual({
      expert: { name: 'Ada Lovelace', handle: stage.expert.handle },
      isStopped: false,
    });
    const clicked = await fetch(stage.api.url + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
    expect(clicked.status).toBe(200);
    const form = new FormData();
    form.set('List-Unsubscribe', 'One-Click');
    expect((await fetch(stage.api.url + path, { method: 'POST', body: form })).status).toBe(200);
    expect((await stops()).body.isStopped).toBe(true);

    await stage.moveTo(stage.start.getTime() - HOUR);
    expect(stage.reminders()).toHaveLength(1);
    expect((await stage.rows()).at(-1)).toMatchObject({ state: 'dropped', reason: 'recipient_stopped' });
    const again = await stage.api.call<ReminderStop>('PUT', '/reminder-stops', {
      ...asReader,
      body: { isStopped: false },
    });
    expect(again.body.isStopped).toBe(false);
    const stored = await stage.api.connection.collection('reminder_stops').find().toArray();
    expect(stored).toEqual([]);
  });
});
