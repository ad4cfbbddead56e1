import { Global, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { Outbox } from './outbox';
import { OutboxHandlers } from './outbox-handlers';
import type { OutboxOptions } from './outbox-options';
import { OUTBOX_OPTIONS, outboxOptions } from './outbox-options';
import { OutboxRow, OutboxRowSchema } from './outbox.schema';
import { OutboxWorker } from './outbox-worker';

/** Work that must happen after a commit: written with {@link Outbox}, done by the handlers of {@link OutboxHandlers}. */
@Global()
@Module({
  imports: [MongooseModule.forFeature([{ name: OutboxRow.name, schema: OutboxRowSchema }])],
  providers: [
    Outbox,
    OutboxHandlers,
    OutboxWorker,
    {
      provide: OUTBOX_OPTIONS,
      inject: [ENVIRONMENT],
      useFactory: ({ smtpSendTimeout }: Environment): OutboxOptions => outboxOptions(smtpSendTimeout),
    },
  ],
  exports: [Outbox, OutboxHandlers],
})
export class OutboxModule {}
