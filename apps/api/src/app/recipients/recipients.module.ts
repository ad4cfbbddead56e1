import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AvailabilityModule } from '../availability/availability.module';
import { LinksModule } from '../links/links.module';
import { MailModule } from '../mail/mail.module';
import { OutboxModule } from '../outbox/outbox.module';
import { EmailCodeMail } from './email-code-mail';
import { EmailCode, EmailCodeSchema } from './email-code.schema';
import { EmailCodesController } from './email-codes.controller';
import { EmailCodes } from './email-codes.service';
import { MailRecipient, MailRecipientSchema } from './mail-recipient.schema';
import { Recipients } from './recipients.service';

/** Limits of mails about bookings, and verification of clients' addresses (ADR 15). */
@Module({
  imports: [
    MongooseModule.forFeature([
      { name: MailRecipient.name, schema: MailRecipientSchema },
      { name: EmailCode.name, schema: EmailCodeSchema },
    ]),
    AvailabilityModule,
    MailModule,
    OutboxModule,
    LinksModule,
  ],
  controllers: [EmailCodesController],
  providers: [EmailCodeMail, EmailCodes, Recipients],
  exports: [EmailCodes, Recipients],
})
export class RecipientsModule {}
