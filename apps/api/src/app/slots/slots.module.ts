import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { EventTypeRecord, EventTypeRecordSchema } from '../event-types/event-type.schema';
import { Expert, ExpertSchema } from '../experts/expert.schema';
import { LinksModule } from '../links/links.module';
import { ScheduleRecord, ScheduleRecordSchema } from '../schedules/schedule.schema';
import { User, UserSchema } from '../auth/user.schema';
import { CalendarMemory } from './calendar-memory';
import { CatalogueReader } from './catalogue';
import { OffersReader } from './offers.reader';
import { SlotAnswers } from './slot-answers';
import { SlotExplanationController } from './slot-explanation.controller';
import { SlotExplanationService } from './slot-explanation.service';
import { SlotsController } from './slots.controller';
import { SlotsService } from './slots.service';

@Module({
  imports: [
    LinksModule,
    MongooseModule.forFeature([
      { name: Expert.name, schema: ExpertSchema },
      { name: User.name, schema: UserSchema },
      { name: EventTypeRecord.name, schema: EventTypeRecordSchema },
      { name: ScheduleRecord.name, schema: ScheduleRecordSchema },
    ]),
  ],
  controllers: [SlotsController, SlotExplanationController],
  providers: [
    CalendarMemory,
    CatalogueReader,
    OffersReader,
    SlotAnswers,
    SlotExplanationService,
    SlotsService,
  ],
  exports: [SlotAnswers, CalendarMemory, OffersReader, SlotsService, MongooseModule],
})
export class SlotsModule {}
