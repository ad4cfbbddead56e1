import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { BookingRecord, BookingRecordSchema } from '../calendars/booking.schema';
import { StatisticsController } from './statistics.controller';
import { StatisticsService } from './statistics.service';

/** The expert's statistics. */
@Module({
  imports: [MongooseModule.forFeature([{ name: BookingRecord.name, schema: BookingRecordSchema }])],
  controllers: [StatisticsController],
  providers: [StatisticsService],
})
export class StatisticsModule {}
