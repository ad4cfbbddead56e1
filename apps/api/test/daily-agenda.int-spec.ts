import type { CreatedBooking, DailyAgenda } from '@expertbook/contracts';
import { OutboxWorker } from '../src/app/outbox/outbox-worker';
import { DailyAgendas } from '../src/app/workflows/daily-agenda.service';
import type { TestApi } from './harness';
import { startApi } from './harness';
import { moveClock, restoreClock } from './moved-clock';
import type { PublishedExpert } from './published-expert';
import { publishExpert } from './published-expert';
import { leavesOf } from './read-mime';
import type { SmtpCatcher } from './smtp-catcher';
import { startSmtp } from './smtp-catcher';
import { until } from './until';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TURN = { isOver: false };

describe('the daily agenda', () => {
  let smtp: SmtpCatcher;
  let api: TestApi;
  let second: TestApi;
  let expert: PublishedExpert;
  /** Midnight of a day a week from now, in the expert's zone. */
  let day: number;

  beforeEach(async () => {
    smtp = await startSmtp();
    api = await startApi({ SMTP_URL: smtp.url });
    second = await startApi({ SMTP_URL: smtp.url, MONGO_URI: api.mongoUri });
    expert = await publishExpert(api.url);
    // No reminders, so that only agendas arrive later.
    await expert.asExpert('PUT', `/event-types/${expert.eventType.id}/messages`, { items: [] });
    day = Math.ceil(Date.now() / DAY) * DAY + 7 * DAY;
  });
  afterEach(async () => {
    restoreClock();
    await second.app.close();
    await api.close();
    await smtp.close();
  });

  const book = async (at: number): Promise<CreatedBooking> => {
    const booked = await expert.book(new Date(at).toISOString());
    expect(booked.status).toBe(201);
    return booked.body;
  };
  const settled = () =>
    until('nothing due waits', async () => {
      for (const { app } of [api, second]) app.get(OutboxWorker).wake();
      const due = { state: 'waiting', dueAt: { $lte: new Date() } };
      return (await api.connection.collection('outbox').countDocuments(due)) === 0;
    });
  /** The mails that arrive at that time, when both processes sweep. */
  const mailsAt = async (instant: number) => {
    await settled();
    smtp.caught.splice(0);
    moveClock(new Date(instant));
    await Promise.all([api, second].map(({ app }) => app.get(DailyAgendas).sweep(TURN, new Date())));
    await settled();
    return smtp.caught.map(({ mail }) => mail);
  };

  it('is off until it is switched on, at an hour of the day', async () => {
    expect((await expert.asExpert<DailyAgenda>('GET', '/daily-agenda')).body).toEqual({ hour: null });
    expect((await expert.asExpert('PUT', '/daily-agenda', { hour: 24 })).status).toBe(422);
    expect((await expert.asExpert<DailyAgenda>('PUT', '/daily-agenda', { hour: 7 })).body).toEqual({
      hour: 7,
    });
    await expert.asExpert('PUT', '/daily-agenda', { hour: null });
    expect(await api.connection.collection('daily_agendas').countDocuments()).toBe(0);
  });

  it('arrives once on days with bookings, with all of them, over two processes', async () => {
    await expert.asExpert('PUT', '/daily-agenda', { hour: 7 });
    await book(day + 9 * HOUR);
    await book(day + 14 * HOUR);
    const gone = await book(day + 16 * HOUR);
    await expert.asExpert('POST', `/bookings/${gone.uid}/cancel`, {});
    expect(await mailsAt(day - DAY + 7 * HOUR)).toEqual([]);
    expect(await mailsAt(day + 7 * HOUR - 1)).toEqual([]);
    const [agenda, ...more] = await mailsAt(day + 7 * HOUR);
    expect(more).toEqual([]);
    expect(agenda?.headers['subject']).toMatch(/: 2 bookings$/);
    const text = agenda && leavesOf(agenda).find(({ type }) => type === 'text/plain')?.body;
    expect(text).toContain('09:00');
    expect(text).toContain('14:00');
    expect(text).not.toContain('16:00');
    expect(text).toContain('Intro call: Grace Hopper');
    expect(await mailsAt(day + 8 * HOUR)).toEqual([]);
    expect(await mailsAt(day + DAY + 7 * HOUR)).toEqual([]);
    const [row] = await api.connection.collection('outbox').find({ reason: 'nothing_booked' }).toArray();
    expect(row).toMatchObject({ topic: 'mail.agenda', state: 'dropped' });
  });
});
