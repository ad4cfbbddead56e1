import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { BookingRecord, BookingRecordSchema } from '../calendars/booking.schema';
import { BookingsModule } from '../bookings/bookings.module';
import { Expert, ExpertSchema } from '../offerings/expert.schema';
import { InboxMail, InboxMailSchema } from '../mail/inbox.schema';
import { OutboxRow, OutboxRowSchema } from '../outbox/outbox.schema';
import { ClientErasure } from './client-erasure.service';
import { ErasureController } from './erasure.controller';
import { RetentionMark, RetentionMarkSchema } from './retention-mark.schema';
import { RetentionSweep } from './retention.sweep';
import { ClientTraces } from './traces.service';

/** Erasure of clients: on request of their expert, and after the retention period. */
@Module({
  imports: [
    BookingsModule,
    MongooseModule.forFeature([
      { name: BookingRecord.name, schema: BookingRecordSchema },
      { name: Expert.name, schema: ExpertSchema },
      { name: OutboxRow.name, schema: OutboxRowSchema },
      { name: InboxMail.name, schema: InboxMailSchema },
      { name: RetentionMark.name, schema: RetentionMarkSchema },
    ]),
  ],
  controllers: [ErasureController],
  providers: [ClientErasure, ClientTraces, RetentionSweep],
})
export class ErasureModule {}
