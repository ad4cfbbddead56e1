import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { MongooseModule } from '@nestjs/mongoose';
import { PassportModule } from '@nestjs/passport';
import { EmailLinksModule } from '../email-links/email-links.module';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { ExpertsModule } from '../experts/experts.module';
import { MailModule } from '../mail/mail.module';
import { AccessTokens } from './access-tokens';
import { AccountNotices } from './account-notices.service';
import { AuthController } from './auth.controller';
import { AuthService } from './auth.service';
import { DeviceCookie } from './device-cookie';
import { ExpertGuard } from './expert.guard';
import { JwtAuthGuard } from './jwt-auth.guard';
import { JwtStrategy } from './jwt.strategy';
import { KnownDevice, KnownDeviceSchema } from './known-device.schema';
import { KnownDevices } from './known-devices.service';
import { LiveSessions } from './live-sessions.service';
import { PasswordController } from './password.controller';
import { PasswordResetMail } from './password-reset-mail';
import { PasswordReset, PasswordResetSchema } from './password-reset.schema';
import { PasswordResets } from './password-resets.service';
import { PasswordService } from './password.service';
import { ReauthenticationController } from './reauthentication.controller';
import { RefreshCookie } from './refresh-cookie';
import { RefreshTokens } from './refresh-tokens';
import { Registrations } from './registrations.service';
import { SessionRecord, SessionRecordSchema } from './session.schema';
import { SessionsController } from './sessions.controller';
import { SessionsService } from './sessions.service';
import { SignInAttempts, SignInAttemptsSchema } from './sign-in-attempts.schema';
import { SignInLimit } from './sign-in-limit';
import { User, UserSchema } from './user.schema';

/** Accounts, sessions and the guards every route stands behind. */
@Module({
  imports: [
    PassportModule,
    JwtModule.registerAsync({
      inject: [ENVIRONMENT],
      useFactory: (environment: Environment) => ({ secret: environment.jwtSecret }),
    }),
    MongooseModule.forFeature([
      { name: User.name, schema: UserSchema },
      { name: SessionRecord.name, schema: SessionRecordSchema },
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
    AccessTokens,
    AccountNotices,
    AuthService,
    DeviceCookie,
    JwtStrategy,
    KnownDevices,
    LiveSessions,
    PasswordResetMail,
    PasswordResets,
    PasswordService,
    RefreshCookie,
    RefreshTokens,
    Registrations,
    SessionsService,
    SignInLimit,
    { provide: APP_GUARD, useClass: JwtAuthGuard },
    { provide: APP_GUARD, useClass: ExpertGuard },
  ],
  exports: [AccessTokens, LiveSessions, MongooseModule, PasswordService, RefreshCookie, SessionsService],
})
export class AuthModule {}
