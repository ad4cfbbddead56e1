import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { CalendarsModule } from './calendars/calendars.module';
import { ConfigModule } from './config/config.module';
import type { Environment } from './config/environment';
import { DatabaseModule } from './database/database.module';
import { HealthModule } from './health/health.module';
import { loggerOptions } from './http/logging';
import { RateLimitModule } from './http/rate-limit.module';

/** The whole API, put together for one set of settings. */
@Module({})
export class AppModule {
  static with(environment: Environment): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(environment),
        LoggerModule.forRoot(loggerOptions(environment)),
        RateLimitModule,
        DatabaseModule,
        CalendarsModule,
        HealthModule,
      ],
    };
  }
}
