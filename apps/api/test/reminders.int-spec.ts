import type { CreatedBooking } from '@expertbook/contracts';
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
});

function subjectOf({ headers }: CaughtMail['mail']): string {
  return headers['subject'] ?? '';
}

function textOf(caught: CaughtMail | undefined): string {
  const part = caught && leavesOf(caught.mail).find(({ type }) => type === 'text/plain');
  return part?.body ?? '';
}
