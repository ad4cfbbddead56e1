import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { MongooseModule } from '@nestjs/mongoose';
import { User, UserSchema } from '../auth/user.schema';
import { SchedulesModule } from '../schedules/schedules.module';
import { Expert, ExpertSchema } from '../offerings/expert.schema';
import { ExpertGuard } from './expert.guard';
import { ExpertsController } from './experts.controller';
import { ExpertsService } from './experts.service';
import { HandleChecks } from './handle-checks.service';
import { HandleAvailability } from './handle-availability.service';
import { HandlesController } from './handles.controller';
import { ReservedHandle, ReservedHandleSchema } from './reserved-handle.schema';
import { ReservedHandles } from './reserved-handles.service';

@Module({
  imports: [
    MongooseModule.forFeature([
      { name: Expert.name, schema: ExpertSchema },
      { name: User.name, schema: UserSchema },
      { name: ReservedHandle.name, schema: ReservedHandleSchema },
    ]),
    SchedulesModule,
  ],
  controllers: [ExpertsController, HandlesController],
  providers: [
    ExpertsService,
    HandleChecks,
    HandleAvailability,
    ReservedHandles,
    { provide: APP_GUARD, useClass: ExpertGuard },
  ],
  exports: [ExpertsService, ReservedHandles],
})
export class ExpertsModule {}
