import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { ExpertsModule } from '../experts/experts.module';
import { LinksModule } from '../links/links.module';
import { SchedulesModule } from '../schedules/schedules.module';
import { EventTypeRecord, EventTypeRecordSchema } from '../offerings/event-type.schema';
import { EventTypesController } from './event-types.controller';
import { EventTypesService } from './event-types.service';
import { PublicPagesController } from './public-pages.controller';
import { PublicPagesService } from './public-pages.service';

@Module({
  imports: [
    MongooseModule.forFeature([{ name: EventTypeRecord.name, schema: EventTypeRecordSchema }]),
    ExpertsModule,
    LinksModule,
    SchedulesModule,
  ],
  controllers: [EventTypesController, PublicPagesController],
  providers: [EventTypesService, PublicPagesService],
  exports: [EventTypesService, PublicPagesService],
})
export class EventTypesModule {}
