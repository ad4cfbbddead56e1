import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { User, UserSchema } from '../auth/user.schema';
import { EventTypeRecord, EventTypeRecordSchema } from '../offerings/event-type.schema';
import { Expert, ExpertSchema } from '../offerings/expert.schema';
import { ScheduleRecord, ScheduleRecordSchema } from '../offerings/schedule.schema';
import { CalendarCache } from './calendar-cache';
import { ExpertOfferingsReader } from './expert-offerings';
import { OffersReader } from './offers.reader';

/** The read model: experts' offerings and free time, the basis of decisions in slots, holds and bookings. */
@Module({
  imports: [
    MongooseModule.forFeature([
      { name: Expert.name, schema: ExpertSchema },
      { name: User.name, schema: UserSchema },
      { name: EventTypeRecord.name, schema: EventTypeRecordSchema },
      { name: ScheduleRecord.name, schema: ScheduleRecordSchema },
    ]),
  ],
  providers: [CalendarCache, ExpertOfferingsReader, OffersReader],
  exports: [CalendarCache, OffersReader, MongooseModule],
})
export class AvailabilityModule {}
