import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { BookingsModule } from '../bookings/bookings.module';
import { BookingRecord, BookingRecordSchema } from '../calendars/booking.schema';
import { Expert, ExpertSchema } from '../offerings/expert.schema';
import { CalendarFeedRecord, CalendarFeedRecordSchema } from './calendar-feed.schema';
import { ClientFeedsController } from './client-feeds.controller';
import { FeedFilesController } from './feed-files.controller';
import { FeedFilesService } from './feed-files.service';
import { FeedsController } from './feeds.controller';
import { FeedsService } from './feeds.service';

/** Secret addresses by which calendar programs subscribe to bookings. */
@Module({
  imports: [
    BookingsModule,
    MongooseModule.forFeature([
      { name: CalendarFeedRecord.name, schema: CalendarFeedRecordSchema },
      { name: BookingRecord.name, schema: BookingRecordSchema },
      { name: Expert.name, schema: ExpertSchema },
    ]),
  ],
  controllers: [FeedsController, FeedFilesController, ClientFeedsController],
  providers: [FeedsService, FeedFilesService],
  exports: [FeedsService],
})
export class FeedsModule {}
