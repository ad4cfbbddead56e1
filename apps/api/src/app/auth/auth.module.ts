import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { MongooseModule } from '@nestjs/mongoose';
import { PassportModule } from '@nestjs/passport';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { AccessTokens } from './access-tokens';
import { JwtAuthGuard } from './jwt-auth.guard';
import { JwtStrategy } from './jwt.strategy';
import { LiveSessions } from './live-sessions.service';
import { SessionRecord, SessionRecordSchema } from './session.schema';
import { User, UserSchema } from './user.schema';

/** Identifies the requester: users, their sessions and access tokens, and the guard of every route. */
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
    ]),
  ],
  providers: [AccessTokens, JwtStrategy, LiveSessions, { provide: APP_GUARD, useClass: JwtAuthGuard }],
  exports: [AccessTokens, LiveSessions, MongooseModule],
})
export class AuthModule {}
