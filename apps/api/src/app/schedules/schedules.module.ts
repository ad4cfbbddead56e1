import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { EventTypeRecord, EventTypeRecordSchema } from '../offerings/event-type.schema';
import { ScheduleRecord, ScheduleRecordSchema } from '../offerings/schedule.schema';
import { SchedulesController } from './schedules.controller';
import { SchedulesService } from './schedules.service';

@Module({
  imports: [
    MongooseModule.forFeature([
      { name: ScheduleRecord.name, schema: ScheduleRecordSchema },
      { name: EventTypeRecord.name, schema: EventTypeRecordSchema },
    ]),
  ],
  controllers: [SchedulesController],
  providers: [SchedulesService],
  exports: [SchedulesService],
})
export class SchedulesModule {}
