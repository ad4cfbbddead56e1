import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ThrottlerModule } from '@nestjs/throttler';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { isUnderLimit } from './rate-limit';
import { RateLimitGuard } from './rate-limit.guard';
import { SharedLimit } from './shared-limit';
import { SharedLimitModule } from './shared-limit.module';
import { SharedWindows } from './shared-windows';

const MINUTE_MS = 60_000;

/**
 * Every route has the limit `all`; those with `RateLimit` also have a tighter one. Counted by route and address:
 * `signIn` over all processes, the others per process.
 */
@Module({
  imports: [
    ThrottlerModule.forRootAsync({
      imports: [SharedLimitModule],
      inject: [ENVIRONMENT, SharedLimit],
      useFactory: (environment: Environment, shared: SharedLimit) => ({
        storage: new SharedWindows(shared),
        throttlers: [
          { name: 'all', ttl: MINUTE_MS, limit: environment.rateLimit },
          {
            name: 'writes',
            ttl: MINUTE_MS,
            limit: environment.rateLimitWrites,
            skipIf: (context) => !isUnderLimit(context, 'writes'),
          },
          {
            name: 'signIn',
            ttl: MINUTE_MS,
            limit: environment.rateLimitSignIn,
            skipIf: (context) => !isUnderLimit(context, 'signIn'),
          },
        ],
      }),
    }),
  ],
  providers: [{ provide: APP_GUARD, useClass: RateLimitGuard }],
})
export class RateLimitModule {}
