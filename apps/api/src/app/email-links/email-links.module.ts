import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { PasswordReset, PasswordResetSchema } from '../auth/password-reset.schema';
import { SessionRecord, SessionRecordSchema } from '../auth/session.schema';
import { User, UserSchema } from '../auth/user.schema';
import { Expert, ExpertSchema } from '../offerings/expert.schema';
import { MailModule } from '../mail/mail.module';
import { RegistrationModule } from '../registration/registration.module';
import { AccountEmailMail } from './account-email-mail';
import { AddressClaims } from './address-claims';
import { EmailLink, EmailLinkSchema } from './email-link.schema';
import { EmailLinks } from './email-links.service';

/** Links that verify an address, and the effects of a verified address. */
@Module({
  imports: [
    MailModule,
    RegistrationModule,
    MongooseModule.forFeature([
      { name: EmailLink.name, schema: EmailLinkSchema },
      { name: Expert.name, schema: ExpertSchema },
      { name: PasswordReset.name, schema: PasswordResetSchema },
      { name: SessionRecord.name, schema: SessionRecordSchema },
      { name: User.name, schema: UserSchema },
    ]),
  ],
  providers: [AccountEmailMail, AddressClaims, EmailLinks],
  exports: [AddressClaims, EmailLinks, MongooseModule, RegistrationModule],
})
export class EmailLinksModule {}
