import type { INestApplicationContext } from '@nestjs/common';
import { SessionWrites } from '../src/app/database/writes';
import { getConnectionToken, getModelToken } from '@nestjs/mongoose';
import { Test } from '@nestjs/testing';
import type { Connection, Model } from 'mongoose';
import { ConfigModule } from '../src/app/config/config.module';
import { readEnvironment } from '../src/app/config/environment';
import { MigrationsModule } from '../src/app/migrations/migrations.module';
import { BookingMails } from '../src/app/mail/booking-mails';
import { MailModule } from '../src/app/mail/mail.module';
import type { NewOutboxMessage } from '../src/app/outbox/outbox';
import { Outbox } from '../src/app/outbox/outbox';
import type { OutboxOptions } from '../src/app/outbox/outbox-options';
import { DEFAULT_OUTBOX_OPTIONS, OUTBOX_OPTIONS } from '../src/app/outbox/outbox-options';
import { OutboxModule } from '../src/app/outbox/outbox.module';
import { OutboxRow } from '../src/app/outbox/outbox.schema';
import { freshMongoUri, TEST_SETTINGS } from './harness';

/** The part of the API that sends mails. */
export interface Post {
  mongoUri: string;
  app: INestApplicationContext;
  connection: Connection;
  rows: Model<OutboxRow>;
  mails: BookingMails;
  /** Writes the messages in a transaction, as a booking does. */
  send(messages: NewOutboxMessage[]): Promise<void>;
}

export interface PostOptions {
  mongoUri?: string;
  settings?: Record<string, string>;
  outbox?: Partial<OutboxOptions>;
}

/** Milliseconds where an installation has seconds. */
const QUICK: OutboxOptions = {
  ...DEFAULT_OUTBOX_OPTIONS,
  pollMs: 25,
  gatherMs: 1,
  backoffMs: 50,
  maxBackoffMs: 200,
  breaker: { threshold: 3, pauseMs: 20, maxPauseMs: 100 },
};

/** The part of the API that sends mails, like a process of its own. */
export async function startPost(
  smtpUrl: string,
  { mongoUri = freshMongoUri(), settings = {}, outbox: options = {} }: PostOptions = {},
): Promise<Post> {
  const environment = readEnvironment({
    ...TEST_SETTINGS,
    MONGO_URI: mongoUri,
    SMTP_URL: smtpUrl,
    PUBLIC_URL: 'https://book.example.org',
    MAIL_FROM: 'ExpertBook <bookings@book.example.org>',
    ...settings,
  });
  const module = await Test.createTestingModule({
    imports: [ConfigModule.with(environment), MigrationsModule, OutboxModule, MailModule],
  })
    .overrideProvider(OUTBOX_OPTIONS)
    .useValue({ ...QUICK, ...options })
    .compile();
  module.useLogger(false);
  const app = await module.init();
  const connection = app.get<Connection>(getConnectionToken());
  const outbox = app.get(Outbox);
  return {
    mongoUri,
    app,
    connection,
    rows: app.get<Model<OutboxRow>>(getModelToken(OutboxRow.name)),
    mails: app.get(BookingMails),
    send: async (messages) => {
      await connection.transaction((session) => outbox.add(messages, new SessionWrites(session)));
      outbox.wake();
    },
  };
}
