import { Module } from '@nestjs/common';
import { BookingsModule } from '../bookings/bookings.module';
import { ConnectionsModule } from '../connections/connections.module';
import { EventTypesModule } from '../event-types/event-types.module';
import { EntryPlans } from './entry-plans.service';
import { EntryReconciler } from './entry-reconciler.service';
import { EntryRemovals } from './entry-removals.service';
import { WantedEntries } from './wanted-entries.service';

/** Bookings in connected calendars: written after the commit, from rows of the outbox. */
@Module({
  imports: [BookingsModule, ConnectionsModule, EventTypesModule],
  providers: [EntryPlans, EntryReconciler, EntryRemovals, WantedEntries],
})
export class CalendarEntriesModule {}
