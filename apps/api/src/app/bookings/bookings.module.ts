import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { User, UserSchema } from '../auth/user.schema';
import { EventTypesModule } from '../event-types/event-types.module';
import { HoldsModule } from '../holds/holds.module';
import { IdempotencyModule } from '../idempotency/idempotency.module';
import { LinksModule } from '../links/links.module';
import { MailModule } from '../mail/mail.module';
import { OutboxModule } from '../outbox/outbox.module';
import { RecipientsModule } from '../recipients/recipients.module';
import { SlotsModule } from '../slots/slots.module';
import { BookingAccess } from './booking-access';
import { BookingExportController } from './booking-export.controller';
import { BookingFileService } from './booking-file.service';
import { BookingListService } from './booking-list.service';
import { BookingPreparation } from './booking-preparation';
import { BookingTransitions } from './booking-transitions';
import { SeatAllocator } from './seat-allocator';
import { BookingSearch } from './booking-search.service';
import { CancelDayService } from './cancel-day.service';
import { ExpertBookingsController } from './expert-bookings.controller';
import { BookingsController } from './bookings.controller';
import { MoveTimesController } from './move-times.controller';
import { RescheduleOptions } from './reschedule-options.service';
import { BookingsService } from './bookings.service';
import { CalendarTickets } from './calendar-tickets';
import { BookingLimit } from './booking-limit';
import { GuestLimit } from './guest-limit';
import { RequestAnswers } from './request-answers.service';
import { RequestsController } from './requests.controller';
import { RequestDeadlines } from './request-deadlines.service';
import { RescheduleLimit } from './reschedule-limit';
import { RescheduleService } from './reschedule.service';

@Module({
  imports: [
    MongooseModule.forFeature([{ name: User.name, schema: UserSchema }]),
    EventTypesModule,
    HoldsModule,
    IdempotencyModule,
    LinksModule,
    MailModule,
    OutboxModule,
    RecipientsModule,
    SlotsModule,
  ],
  controllers: [
    BookingsController,
    ExpertBookingsController,
    BookingExportController,
    MoveTimesController,
    RequestsController,
  ],
  providers: [
    BookingAccess,
    BookingFileService,
    CalendarTickets,
    BookingListService,
    BookingTransitions,
    SeatAllocator,
    BookingSearch,
    CancelDayService,
    BookingPreparation,
    BookingsService,
    RescheduleOptions,
    GuestLimit,
    BookingLimit,
    RequestAnswers,
    RequestDeadlines,
    RescheduleLimit,
    RescheduleService,
  ],
  exports: [BookingAccess, BookingListService, BookingTransitions],
})
export class BookingsModule {}
