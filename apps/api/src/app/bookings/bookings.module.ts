import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { User, UserSchema } from '../auth/user.schema';
import { HoldsModule } from '../holds/holds.module';
import { IdempotencyModule } from '../idempotency/idempotency.module';
import { MailModule } from '../mail/mail.module';
import { OutboxModule } from '../outbox/outbox.module';
import { BookingAccess } from './booking-access';
import { BookingFileService } from './booking-file.service';
import { BookingListService } from './booking-list.service';
import { BookingMovesService } from './booking-moves.service';
import { BookingPlaces } from './booking-places';
import { BookingsController } from './bookings.controller';
import { BookingsService } from './bookings.service';
import { RescheduleService } from './reschedule.service';

@Module({
  imports: [
    MongooseModule.forFeature([{ name: User.name, schema: UserSchema }]),
    HoldsModule,
    IdempotencyModule,
    MailModule,
    OutboxModule,
  ],
  controllers: [BookingsController],
  providers: [
    BookingAccess,
    BookingFileService,
    BookingListService,
    BookingMovesService,
    BookingPlaces,
    BookingsService,
    RescheduleService,
  ],
})
export class BookingsModule {}
