import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { BookingRecord, BookingRecordSchema } from '../calendars/booking.schema';
import { EventTypeRecord, EventTypeRecordSchema } from '../offerings/event-type.schema';
import { BookingLinkRecord, BookingLinkRecordSchema } from './booking-link.schema';
import { BookingLinksController } from './booking-links.controller';
import { BookingLinksService } from './booking-links.service';
import { LinkAccess } from './link-access';

/** Private event types and the links that open them. Depends on records only, so that every room may import it. */
@Module({
  imports: [
    MongooseModule.forFeature([
      { name: BookingLinkRecord.name, schema: BookingLinkRecordSchema },
      { name: BookingRecord.name, schema: BookingRecordSchema },
      { name: EventTypeRecord.name, schema: EventTypeRecordSchema },
    ]),
  ],
  controllers: [BookingLinksController],
  providers: [BookingLinksService, LinkAccess],
  exports: [BookingLinksService, LinkAccess],
})
export class LinksModule {}
