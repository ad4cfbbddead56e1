import { Global, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { ExternalCalendarNames, ExternalFreshness } from '../availability/external-calendars';
import { ExternalBusy, ExternalBusySchema } from '../calendars/external-busy.schema';
import { EgressModule } from '../egress/egress.module';
import { EventTypeRecord, EventTypeRecordSchema } from '../offerings/event-type.schema';
import { Expert, ExpertSchema } from '../offerings/expert.schema';
import { CalendarAdapters } from './adapters';
import { CalendarFreshness } from './calendar-freshness';
import { CalendarNames } from './calendar-names';
import { CalendarSync } from './calendar-sync.service';
import { CalDavAdapter } from './caldav/caldav-adapter';
import { ConnectedCalendarRecord, ConnectedCalendarRecordSchema } from './connected-calendar.schema';
import { ConnectedCalendarsService } from './connected-calendars.service';
import { ConnectionRecord, ConnectionRecordSchema } from './connection.schema';
import { ConnectionSecrets } from './connection-secrets';
import { ConnectionsController } from './connections.controller';
import { ConnectionsService } from './connections.service';
import { ExpertCalendars } from './expert-calendars';
import { ExternalEventRecord, ExternalEventRecordSchema } from './external-event.schema';
import { ExternalEventsStore } from './external-events.store';
import { IcsAdapter } from './ics/ics-adapter';
import { ReadWriter } from './read-writer';
import { SyncSweep } from './sync.sweep';

/**
 * Experts' calendars elsewhere: connecting them, and reading when their events take time. Global: it provides what slots and bookings,
 * which are below it, ask of connected calendars.
 */
@Global()
@Module({
  imports: [
    EgressModule,
    MongooseModule.forFeature([
      { name: ConnectionRecord.name, schema: ConnectionRecordSchema },
      { name: ConnectedCalendarRecord.name, schema: ConnectedCalendarRecordSchema },
      { name: ExternalEventRecord.name, schema: ExternalEventRecordSchema },
      { name: ExternalBusy.name, schema: ExternalBusySchema },
      { name: Expert.name, schema: ExpertSchema },
      { name: EventTypeRecord.name, schema: EventTypeRecordSchema },
    ]),
  ],
  controllers: [ConnectionsController],
  providers: [
    CalDavAdapter,
    CalendarAdapters,
    CalendarFreshness,
    CalendarNames,
    CalendarSync,
    ConnectedCalendarsService,
    ConnectionSecrets,
    ConnectionsService,
    ExpertCalendars,
    ExternalEventsStore,
    IcsAdapter,
    ReadWriter,
    SyncSweep,
    { provide: ExternalCalendarNames, useExisting: CalendarNames },
    { provide: ExternalFreshness, useExisting: CalendarFreshness },
  ],
  exports: [ConnectionsService, ExternalCalendarNames, ExternalFreshness],
})
export class ConnectionsModule {}
