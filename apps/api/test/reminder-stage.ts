import type { CreatedBooking } from '@expertbook/contracts';
import { PLAN_TOPIC } from '../src/app/bookings/plan-message';
import { OutboxWorker } from '../src/app/outbox/outbox-worker';
import type { Answer, TestApi } from './harness';
import { startApi } from './harness';
import { moveClock, restoreClock } from './moved-clock';
import type { BookOptions, PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { leavesOf } from './read-mime';
import type { CaughtMail, SmtpCatcher } from './smtp-catcher';
import { startSmtp } from './smtp-catcher';
import { until } from './until';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
const REMINDER = /Reminder|Erinnerung/;

export interface ScheduledRow {
  state: string;
  lastError: string | null;
  reason?: string;
  dueAt: Date;
}

/** An API with a mail server and one expert, and a clock that can be moved. */
export interface ReminderStage {
  smtp: SmtpCatcher;
  api: TestApi;
  expert: PublishedExpert;
  /** A start a week from now. */
  start: Date;
  /** Whether the mail server is down. */
  setDown(isDown: boolean): void;
  /** Rows of scheduled messages, by due time. */
  rows(): Promise<ScheduledRow[]>;
  reminders(): CaughtMail[];
  book(at: Date, more?: BookOptions): Promise<CreatedBooking>;
  asClient(what: string, booking: CreatedBooking, body?: unknown): Promise<Answer<CreatedBooking>>;
  putMessages<T>(items: unknown, eventTypeId?: string): Promise<Answer<T>>;
  /** Waits until nothing that is due waits. */
  settled(): Promise<unknown>;
  moveTo(instant: number): Promise<void>;
  close(): Promise<void>;
}

export const STAGE_URL = 'https://book.example.org';

export async function openReminderStage(): Promise<ReminderStage> {
  let isDown = false;
  const smtp = await startSmtp(0, { isDown: () => isDown });
  const api = await startApi({ SMTP_URL: smtp.url, PUBLIC_URL: STAGE_URL });
  const expert = await publishExpert(api.url);
  const settled = () =>
    until('nothing due waits', async () => {
      const outbox = api.connection.collection('outbox');
      const now = new Date();
      // Changes of bookings are planned some seconds later, by a clock that stands still here.
      const later = { topic: PLAN_TOPIC, state: 'waiting', dueAt: { $gt: now } };
      await outbox.updateMany(later, { $set: { dueAt: now, since: now } });
      api.app.get(OutboxWorker).wake();
      return (await outbox.countDocuments({ state: 'waiting', dueAt: { $lte: new Date() } })) === 0;
    });
  return {
    smtp,
    api,
    expert,
    start: new Date(Math.ceil(Date.now() / DAY) * DAY + 7 * DAY + 9 * HOUR),
    setDown: (down) => (isDown = down),
    rows: () =>
      api.connection
        .collection<ScheduledRow>('outbox')
        .find({ topic: 'mail.scheduled' })
        .sort({ dueAt: 1 })
        .toArray(),
    reminders: () => smtp.caught.filter(({ mail }) => REMINDER.test(subjectOf(mail))),
    book: async (at, more) => {
      const booked = await expert.book(at.toISOString(), more);
      expect(booked.status).toBe(201);
      return booked.body;
    },
    asClient: (what, { uid, manageToken }, body = {}) =>
      api.call('POST', `/bookings/${uid}/${what}`, { body, headers: { 'X-Manage-Token': manageToken } }),
    putMessages: (items, eventTypeId = expert.eventType.id) =>
      expert.asExpert('PUT', `/event-types/${eventTypeId}/messages`, { items }),
    settled,
    moveTo: async (instant) => {
      moveClock(new Date(instant));
      await settled();
    },
    close: async () => {
      restoreClock();
      await api.close();
      await smtp.close();
    },
  };
}

export function subjectOf({ headers }: CaughtMail['mail']): string {
  return headers['subject'] ?? '';
}

/** The plain text of a mail. */
export function textOf(caught: CaughtMail | undefined): string {
  const part = caught && leavesOf(caught.mail).find(({ type }) => type === 'text/plain');
  return part?.body ?? '';
}
