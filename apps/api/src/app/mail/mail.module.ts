import { Logger, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { BookingMailHandler } from './booking-mail-handler';
import { BookingMails } from './booking-mails';
import { InboxController } from './inbox.controller';
import { InboxMail, InboxMailSchema } from './inbox.schema';
import { Inbox } from './inbox.service';
import { InboxKey } from './inbox-key';
import { MailTransport } from './outgoing-mail';
import { SmtpTransport } from './smtp-transport';

/** For production without SMTP: the inbox would have no reader, so mails are not stored either. */
class NoTransport extends MailTransport {
  override readonly isThere = false;

  async send(): Promise<void> {
    // Does nothing on purpose: a message at start says so.
  }
}

/** Mails. Bookings use {@link BookingMails}; accounts give theirs to {@link MailTransport}. */
@Module({
  imports: [MongooseModule.forFeature([{ name: InboxMail.name, schema: InboxMailSchema }])],
  controllers: [InboxController],
  providers: [
    BookingMails,
    BookingMailHandler,
    Inbox,
    InboxKey,
    {
      provide: MailTransport,
      inject: [ENVIRONMENT, Inbox],
      useFactory: (environment: Environment, inbox: Inbox): MailTransport => {
        const { smtpUrl, mailFrom, smtpConnections, smtpSendTimeout } = environment;
        const limits = { connections: smtpConnections, sendMs: smtpSendTimeout };
        if (smtpUrl) return new SmtpTransport(smtpUrl, mailFrom, limits);
        if (!environment.production) return inbox;
        new Logger('Mail').warn('SMTP_URL is not set: nobody gets any mail.');
        return new NoTransport();
      },
    },
  ],
  exports: [BookingMails, MailTransport],
})
export class MailModule {}
