import { Module } from '@nestjs/common';
import { SignInModule } from '../sign-in/sign-in.module';
import { ExpertsModule } from '../experts/experts.module';
import { EmailChangeController } from './email-change.controller';
import { EmailChange } from './email-change.service';
import { EmailLinksModule } from '../email-links/email-links.module';
import { EmailVerificationController } from './email-verification.controller';
import { EmailVerification } from './email-verification.service';

/** The address of an account: verification, and verified changes. */
@Module({
  imports: [SignInModule, EmailLinksModule, ExpertsModule],
  controllers: [EmailChangeController, EmailVerificationController],
  providers: [EmailChange, EmailVerification],
})
export class AccountEmailModule {}
