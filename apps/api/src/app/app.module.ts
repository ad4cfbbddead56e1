import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { AccountEmailModule } from './account-email/account-email.module';
import { AccountModule } from './account/account.module';
import { AuthModule } from './auth/auth.module';
import { BookingsModule } from './bookings/bookings.module';
import { BlocksModule } from './blocks/blocks.module';
import { CalendarEntriesModule } from './calendar-entries/calendar-entries.module';
import { CalendarsModule } from './calendars/calendars.module';
import { ConnectionsModule } from './connections/connections.module';
import { ConfigModule } from './config/config.module';
import type { Environment } from './config/environment';
import { MigrationsModule } from './migrations/migrations.module';
import { ErasureModule } from './erasure/erasure.module';
import { EventTypesModule } from './event-types/event-types.module';
import { ExpertsModule } from './experts/experts.module';
import { FeedsModule } from './feeds/feeds.module';
import { HealthModule } from './health/health.module';
import { loggerOptions } from './http/logging';
import { RateLimitModule } from './http/rate-limit.module';
import { LeasesModule } from './leases/leases.module';
import { MailModule } from './mail/mail.module';
import { MetricsModule } from './metrics/metrics.module';
import { OutboxModule } from './outbox/outbox.module';
import { PhotosModule } from './photos/photos.module';
import { PreviewsModule } from './previews/previews.module';
import { PublicPagesModule } from './public-pages/public-pages.module';
import { RealtimeModule } from './realtime/realtime.module';
import { SchedulesModule } from './schedules/schedules.module';
import { SlotsModule } from './slots/slots.module';
import { SignInModule } from './sign-in/sign-in.module';
import { StatisticsModule } from './statistics/statistics.module';
import { WorkflowsModule } from './workflows/workflows.module';

/** The whole API, assembled for one set of settings. */
@Module({})
export class AppModule {
  static with(environment: Environment): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(environment),
        LoggerModule.forRoot(loggerOptions(environment)),
        RateLimitModule,
        MigrationsModule,
        LeasesModule,
        CalendarsModule,
        OutboxModule,
        MailModule,
        HealthModule,
        // Global guards run in this order: access token before expert.
        AuthModule,
        SignInModule,
        ExpertsModule,
        PhotosModule,
        SchedulesModule,
        EventTypesModule,
        PreviewsModule,
        ConnectionsModule,
        SlotsModule,
        BookingsModule,
        CalendarEntriesModule,
        WorkflowsModule,
        FeedsModule,
        BlocksModule,
        StatisticsModule,
        AccountEmailModule,
        ErasureModule,
        AccountModule,
        RealtimeModule,
        MetricsModule,
        ...(environment.webRoot ? [PublicPagesModule.of(environment.webRoot)] : []),
      ],
    };
  }
}
