import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { EmailLinksModule } from '../email-links/email-links.module';
import { BookingRecord, BookingRecordSchema } from '../calendars/booking.schema';
import { BookingsModule } from '../bookings/bookings.module';
import { WorkflowsModule } from '../workflows/workflows.module';
import { ConnectionsModule } from '../connections/connections.module';
import { FeedsModule } from '../feeds/feeds.module';
import { EventTypeRecord, EventTypeRecordSchema } from '../offerings/event-type.schema';
import { EventTypesModule } from '../event-types/event-types.module';
import { Expert, ExpertSchema } from '../offerings/expert.schema';
import { ExpertsModule } from '../experts/experts.module';
import { BookingLinkRecord, BookingLinkRecordSchema } from '../links/booking-link.schema';
import { LinksModule } from '../links/links.module';
import { CoverRecord, CoverRecordSchema } from '../photos/cover.schema';
import { PhotoRecord, PhotoRecordSchema } from '../photos/photo.schema';
import { ScheduleRecord, ScheduleRecordSchema } from '../offerings/schedule.schema';
import { SchedulesModule } from '../schedules/schedules.module';
import { AccountController } from './account.controller';
import { AccountEnding, AccountEndingSchema } from './account-ending.schema';
import { AccountDeletion } from './account-deletion.service';
import { AccountExport } from './account-export.service';
import { AccountAnonymizer } from './account-anonymizer.service';
import { SignInModule } from '../sign-in/sign-in.module';
import { UnprovenAccounts } from './unproven-accounts';

/** Operations on a whole account: export and deletion. */
@Module({
  imports: [
    SignInModule,
    BookingsModule,
    ConnectionsModule,
    WorkflowsModule,
    FeedsModule,
    EmailLinksModule,
    EventTypesModule,
    ExpertsModule,
    LinksModule,
    SchedulesModule,
    MongooseModule.forFeature([
      { name: AccountEnding.name, schema: AccountEndingSchema },
      { name: Expert.name, schema: ExpertSchema },
      { name: CoverRecord.name, schema: CoverRecordSchema },
      { name: PhotoRecord.name, schema: PhotoRecordSchema },
      { name: ScheduleRecord.name, schema: ScheduleRecordSchema },
      { name: EventTypeRecord.name, schema: EventTypeRecordSchema },
      { name: BookingRecord.name, schema: BookingRecordSchema },
      { name: BookingLinkRecord.name, schema: BookingLinkRecordSchema },
    ]),
  ],
  controllers: [AccountController],
  providers: [AccountDeletion, AccountExport, AccountAnonymizer, UnprovenAccounts],
})
export class AccountModule {}
