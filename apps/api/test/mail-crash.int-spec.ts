import type { Connection, Model } from 'mongoose';
import { trusted } from 'mongoose';
import { readEnvironment } from '../src/app/config/environment';
import { SessionWrites } from '../src/app/database/writes';
import { bookingMailInput } from '../src/app/mail/booking-mail.fixture';
import { BookingMails } from '../src/app/mail/booking-mails';
import type { NewOutboxMessage } from '../src/app/outbox/outbox';
import { Outbox } from '../src/app/outbox/outbox';
import { OutboxHandlers } from '../src/app/outbox/outbox-handlers';
import { DEFAULT_OUTBOX_OPTIONS } from '../src/app/outbox/outbox-options';
import { OutboxRow, OutboxRowSchema } from '../src/app/outbox/outbox.schema';
import { OutboxWorker } from '../src/app/outbox/outbox-worker';
import type { ApiProcess } from './api-process';
import { spawnApi } from './api-process';
import { freshMongoUri, TEST_SETTINGS } from './harness';
import { dropDatabase, openDatabase } from './raw-database';
import type { SmtpCatcher } from './smtp-catcher';
import { startSmtp } from './smtp-catcher';
import { until } from './until';

const BOOKINGS = 2;

describe(`a process killed between the mail server's "250" and storing it`, () => {
  const mongoUri = freshMongoUri();
  const mails = new BookingMails(readEnvironment(TEST_SETTINGS));
  let isMute = true;
  let smtp: SmtpCatcher;
  let connection: Connection;
  let rows: Model<OutboxRow>;
  let api: ApiProcess;

  beforeAll(async () => {
    smtp = await startSmtp(0, { isMute: () => isMute });
    connection = await openDatabase(mongoUri);
    rows = connection.model(OutboxRow.name, OutboxRowSchema);
    api = await spawnApi({ MONGO_URI: mongoUri, SMTP_URL: smtp.url });
  });
  afterAll(async () => {
    await api.stop();
    await smtp.close();
    await dropDatabase(connection);
  });

  /** As a booking does, but without waking a worker, because there is none. */
  async function send(messages: NewOutboxMessage[]): Promise<void> {
    const nobody = new OutboxWorker(rows, new OutboxHandlers(), DEFAULT_OUTBOX_OPTIONS);
    const outbox = new Outbox(rows, nobody);
    await connection.transaction((session) => outbox.add(messages, new SessionWrites(session)));
  }

  const change = (i: number, sequence: number) => {
    const input = bookingMailInput({
      bookingUid: sequence === 0 ? `b${i}` : `b${i}-${sequence}`,
      calendarUid: `b${i}`,
      sequence,
      attendee: { name: 'Grace Hopper', email: `client${i}@example.com`, timeZone: 'UTC' },
    });
    const messages = sequence === 0 ? mails.booked(input) : mails.cancelled(input);
    return messages.filter(({ payload }) => payload['recipient'] === 'client');
  };
  const copiesFor = (i: number): string[] =>
    smtp.caught
      .filter(({ to }) => to.includes(`client${i}@example.com`))
      .map(({ source }) => (source.includes('method=CANCEL') ? 'cancelled' : 'booked'));

  it('causes at most one more copy, in the right order', async () => {
    await send(Array.from({ length: BOOKINGS }, (_, i) => change(i, 0)).flat());
    await until('the server has both', () => smtp.caught.length === BOOKINGS);
    await api.kill();
    isMute = false;
    // The second is cancelled while the delivery of its confirmation is unknown.
    await send(change(1, 1));
    api = await spawnApi({ MONGO_URI: mongoUri, SMTP_URL: smtp.url });
    const waiting = { state: 'waiting' as const };
    expect(await rows.countDocuments({ ...waiting, lockedUntil: trusted({ $gt: new Date() }) })).toBe(
      BOOKINGS,
    );
    expect(smtp.caught).toHaveLength(BOOKINGS);

    // A minute and a half later.
    await rows.updateMany(waiting, { $set: { lockedUntil: new Date(0) } });
    await until('nothing waits', async () => (await rows.countDocuments(waiting)) === 0);
    const ids = smtp.caught.map(({ mail }) => mail.headers['message-id']);
    expect([ids.length, new Set(ids).size]).toEqual([2 * BOOKINGS, 2 * BOOKINGS - 1]);
    expect(copiesFor(0)).toEqual(['booked', 'booked']);
    expect(copiesFor(1)).toEqual(['booked', 'cancelled']);
    // It may be in a calendar, so it is removed from it.
    expect(smtp.caught.some(({ source }) => source.includes('method=CANCEL'))).toBe(true);
  });
});
