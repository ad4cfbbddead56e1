import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { BookingsModule } from '../bookings/bookings.module';
import { BookingRecord, BookingRecordSchema } from '../calendars/booking.schema';
import { EventTypesModule } from '../event-types/event-types.module';
import { MailModule } from '../mail/mail.module';
import { Expert, ExpertSchema } from '../offerings/expert.schema';
import { RecipientsModule } from '../recipients/recipients.module';
import { BookingFactsReader } from './booking-facts.reader';
import { EventTypeMessagesRecord, EventTypeMessagesRecordSchema } from './event-type-messages.schema';
import { MailChannel } from './mail-channel';
import { MessagePlanner } from './message-planner.service';
import { MessageSender } from './message-sender.service';
import { MessageSettings } from './message-settings.service';
import { MessagesController } from './messages.controller';
import { ReminderStopRecord, ReminderStopRecordSchema } from './reminder-stop.schema';
import { ReminderStops } from './reminder-stops.service';

/** Reminders and follow-ups of bookings, and the expert's daily agenda. */
@Module({
  imports: [
    BookingsModule,
    EventTypesModule,
    MailModule,
    RecipientsModule,
    MongooseModule.forFeature([
      { name: BookingRecord.name, schema: BookingRecordSchema },
      { name: EventTypeMessagesRecord.name, schema: EventTypeMessagesRecordSchema },
      { name: Expert.name, schema: ExpertSchema },
      { name: ReminderStopRecord.name, schema: ReminderStopRecordSchema },
    ]),
  ],
  controllers: [MessagesController],
  providers: [BookingFactsReader, MailChannel, MessagePlanner, MessageSender, MessageSettings, ReminderStops],
})
export class WorkflowsModule {}
