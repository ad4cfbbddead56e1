import { Global, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { Outbox } from './outbox';
import { OutboxHandlers } from './outbox-handlers';
import { DEFAULT_OUTBOX_OPTIONS, OUTBOX_OPTIONS } from './outbox-options';
import { OutboxRow, OutboxRowSchema } from './outbox.schema';
import { OutboxWorker } from './outbox-worker';

/** What must surely happen after a commit: written with {@link Outbox}, done by whoever registers with {@link OutboxHandlers}. */
@Global()
@Module({
  imports: [MongooseModule.forFeature([{ name: OutboxRow.name, schema: OutboxRowSchema }])],
  providers: [
    Outbox,
    OutboxHandlers,
    OutboxWorker,
    { provide: OUTBOX_OPTIONS, useValue: DEFAULT_OUTBOX_OPTIONS },
  ],
  exports: [Outbox, OutboxHandlers],
})
export class OutboxModule {}
