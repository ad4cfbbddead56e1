import { Global, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { Calendar, CalendarSchema } from './calendar.schema';
import { CalendarFeed } from './calendar-feed';
import { CalendarTransactions } from './calendar-transactions';

@Global()
@Module({
  imports: [MongooseModule.forFeature([{ name: Calendar.name, schema: CalendarSchema }])],
  providers: [CalendarTransactions, CalendarFeed],
  exports: [CalendarTransactions, CalendarFeed, MongooseModule],
})
export class CalendarsModule {}
