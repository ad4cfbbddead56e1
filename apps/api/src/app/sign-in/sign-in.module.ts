import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AuthModule } from '../auth/auth.module';
import { EmailLinksModule } from '../email-links/email-links.module';
import { ExpertsModule } from '../experts/experts.module';
import { MailModule } from '../mail/mail.module';
import { AccountNotices } from './account-notices.service';
import { AuthController } from './auth.controller';
import { AuthService } from './auth.service';
import { DeviceCookie } from './device-cookie';
import { KnownDevice, KnownDeviceSchema } from './known-device.schema';
import { KnownDevices } from './known-devices.service';
import { PasswordController } from './password.controller';
import { PasswordResetMail } from './password-reset-mail';
import { PasswordReset, PasswordResetSchema } from '../auth/password-reset.schema';
import { PasswordResets } from './password-resets.service';
import { PasswordService } from './password.service';
import { ReauthenticationController } from './reauthentication.controller';
import { RefreshCookie } from './refresh-cookie';
import { RefreshTokens } from './refresh-tokens';
import { Registrations } from './registrations.service';
import { SessionsController } from './sessions.controller';
import { SessionsService } from './sessions.service';
import { SignInAttempts, SignInAttemptsSchema } from './sign-in-attempts.schema';
import { SignInLimit } from './sign-in-limit';

/** Registration, sign-in and sign-out, passwords and devices. */
@Module({
  imports: [
    AuthModule,
    MongooseModule.forFeature([
      { name: SignInAttempts.name, schema: SignInAttemptsSchema },
      { name: KnownDevice.name, schema: KnownDeviceSchema },
      { name: PasswordReset.name, schema: PasswordResetSchema },
    ]),
    EmailLinksModule,
    ExpertsModule,
    MailModule,
  ],
  controllers: [AuthController, PasswordController, ReauthenticationController, SessionsController],
  providers: [
    AccountNotices,
    AuthService,
    DeviceCookie,
    KnownDevices,
    PasswordResetMail,
    PasswordResets,
    PasswordService,
    RefreshCookie,
    RefreshTokens,
    Registrations,
    SessionsService,
    SignInLimit,
  ],
  exports: [AuthModule, MongooseModule, PasswordService, RefreshCookie, SessionsService],
})
export class SignInModule {}
