import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { HealthModule } from '../health/health.module';
import { OutboxRow, OutboxRowSchema } from '../outbox/outbox.schema';
import { SlotsModule } from '../slots/slots.module';
import { PageCacheModule } from '../public-pages/page-cache.module';
import { Collectors } from './collectors';
import { Metrics } from './metrics';
import { MetricsController } from './metrics.controller';
import { MetricsPort } from './metrics-port';
import { OutboxReader } from './outbox-figures';

/** Metrics of a process. They read from the capabilities; no capability depends on them. */
@Module({
  imports: [
    HealthModule,
    PageCacheModule,
    SlotsModule,
    MongooseModule.forFeature([{ name: OutboxRow.name, schema: OutboxRowSchema }]),
  ],
  controllers: [MetricsController],
  providers: [Metrics, Collectors, MetricsPort, OutboxReader],
  exports: [Metrics],
})
export class MetricsModule {}
