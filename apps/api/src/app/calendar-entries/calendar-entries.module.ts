import { Module } from '@nestjs/common';
import { BookingsModule } from '../bookings/bookings.module';
import { ConnectionsModule } from '../connections/connections.module';
import { EventTypesModule } from '../event-types/event-types.module';
import { MailModule } from '../mail/mail.module';
import { EntryFollower } from './entry-follower.service';
import { EntryNotices } from './entry-notices.service';
import { EntryPlans } from './entry-plans.service';
import { EntryReconciler } from './entry-reconciler.service';
import { EntryRemovals } from './entry-removals.service';
import { EntryTargets } from './entry-targets.service';
import { WantedEntries } from './wanted-entries.service';

/** Bookings in connected calendars: written after the commit, from rows of the outbox. */
@Module({
  imports: [BookingsModule, ConnectionsModule, EventTypesModule, MailModule],
  providers: [
    EntryFollower,
    EntryNotices,
    EntryTargets,
    EntryPlans,
    EntryReconciler,
    EntryRemovals,
    WantedEntries,
  ],
})
export class CalendarEntriesModule {}
