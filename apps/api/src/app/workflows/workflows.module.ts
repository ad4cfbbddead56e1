import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { BookingsModule } from '../bookings/bookings.module';
import { BookingRecord, BookingRecordSchema } from '../calendars/booking.schema';
import { EventTypesModule } from '../event-types/event-types.module';
import { MailModule } from '../mail/mail.module';
import { Expert, ExpertSchema } from '../offerings/expert.schema';
import { RecipientsModule } from '../recipients/recipients.module';
import { AgendaSender } from './agenda-sender.service';
import { BookingFactsReader } from './booking-facts.reader';
import { DailyAgendaController } from './daily-agenda.controller';
import { DailyAgendaRecord, DailyAgendaRecordSchema } from './daily-agenda.schema';
import { DailyAgendas } from './daily-agenda.service';
import { EarlierBookings } from './earlier-bookings.sweep';
import { EventTypeMessagesRecord, EventTypeMessagesRecordSchema } from './event-type-messages.schema';
import { MailChannel } from './mail-channel';
import { MessagePlanner } from './message-planner.service';
import { MessageSender } from './message-sender.service';
import { MessageSettings } from './message-settings.service';
import { MessagesController } from './messages.controller';
import { ReminderStopRecord, ReminderStopRecordSchema } from './reminder-stop.schema';
import { ReminderStopsController } from './reminder-stops.controller';
import { ReminderStops } from './reminder-stops.service';
import { WorkflowMark, WorkflowMarkSchema } from './workflow-mark.schema';
import { Workflows } from './workflows.service';

/** Reminders and follow-ups of bookings, and the expert's daily agenda. */
@Module({
  imports: [
    BookingsModule,
    EventTypesModule,
    MailModule,
    RecipientsModule,
    MongooseModule.forFeature([
      { name: BookingRecord.name, schema: BookingRecordSchema },
      { name: DailyAgendaRecord.name, schema: DailyAgendaRecordSchema },
      { name: EventTypeMessagesRecord.name, schema: EventTypeMessagesRecordSchema },
      { name: Expert.name, schema: ExpertSchema },
      { name: ReminderStopRecord.name, schema: ReminderStopRecordSchema },
      { name: WorkflowMark.name, schema: WorkflowMarkSchema },
    ]),
  ],
  controllers: [DailyAgendaController, MessagesController, ReminderStopsController],
  providers: [
    AgendaSender,
    BookingFactsReader,
    DailyAgendas,
    EarlierBookings,
    MailChannel,
    MessagePlanner,
    MessageSender,
    MessageSettings,
    ReminderStops,
    Workflows,
  ],
  exports: [Workflows],
})
export class WorkflowsModule {}
