import { Global, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { Calendar, CalendarSchema } from './calendar.schema';
import { CalendarTransactions } from './calendar-transactions';

@Global()
@Module({
  imports: [MongooseModule.forFeature([{ name: Calendar.name, schema: CalendarSchema }])],
  providers: [CalendarTransactions],
  exports: [CalendarTransactions, MongooseModule],
})
export class CalendarsModule {}
