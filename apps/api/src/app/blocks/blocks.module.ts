import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { BookingRecord, BookingRecordSchema } from '../calendars/booking.schema';
import { ClaimsModule } from '../claims/claims.module';
import { Expert, ExpertSchema } from '../offerings/expert.schema';
import { BlocksController } from './blocks.controller';
import { BlocksService } from './blocks.service';
import { CalendarViewService } from './calendar-view.service';

/** The expert's own calendar: its content, and blocks. */
@Module({
  imports: [
    ClaimsModule,
    MongooseModule.forFeature([
      { name: BookingRecord.name, schema: BookingRecordSchema },
      { name: Expert.name, schema: ExpertSchema },
    ]),
  ],
  controllers: [BlocksController],
  providers: [BlocksService, CalendarViewService],
})
export class BlocksModule {}
