import { Global, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { BookingRecord, BookingRecordSchema } from './booking.schema';
import { Calendar, CalendarSchema } from './calendar.schema';
import { CalendarFeed } from './calendar-feed';
import { CalendarTransactions } from './calendar-transactions';
import { ClaimsReader } from './claims.reader';
import { ExternalBusyReader } from './external-busy.reader';
import { ExternalBusy, ExternalBusySchema } from './external-busy.schema';

/** Experts' calendars: their claims, the transactions that change them, and the feed of changes. */
@Global()
@Module({
  imports: [
    MongooseModule.forFeature([
      { name: Calendar.name, schema: CalendarSchema },
      { name: BookingRecord.name, schema: BookingRecordSchema },
      { name: ExternalBusy.name, schema: ExternalBusySchema },
    ]),
  ],
  providers: [CalendarTransactions, CalendarFeed, ClaimsReader, ExternalBusyReader],
  exports: [CalendarTransactions, CalendarFeed, ClaimsReader, ExternalBusyReader, MongooseModule],
})
export class CalendarsModule {}
