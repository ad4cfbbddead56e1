import type { SlotRules, WorkingHours } from '@expertbook/scheduling';
import type { EventTypeRecord } from '../offerings/event-type.schema';
import type { Expert } from '../offerings/expert.schema';
import type { CachedCalendar } from './cached-calendar';
import type { ScheduleRecord } from '../offerings/schedule.schema';

/**
 * The audience of an offer. Clients get event types that are switched on; the expert also those that are switched off or
 * deleted, because their existing bookings can still be rescheduled.
 */
export type Audience = 'clients' | 'expert';

/** An event type with everything that decides when it can be booked, read at one revision. */
export interface Offer {
  audience: Audience;
  expert: Expert;
  /** Of the expert's account. */
  expertEmail: string;
  eventType: EventTypeRecord;
  schedule: ScheduleRecord;
  /** The calendar's revision before the other reads: while the calendar still has it, all of this is current. */
  revision: number;
  /** Its cache entry, with the claims of the same calendar. */
  calendar: CachedCalendar;
}

/** The engine's view of the schedule; the same object for the same schedule, so that the engine can cache what it compiled. */
export function hoursOf(offer: Offer): WorkingHours {
  return offer.schedule;
}

/** The engine's view of the event type for one of its durations (minutes). */
export function rulesOf({ eventType }: Offer, duration: number): SlotRules {
  return {
    duration,
    bufferBefore: eventType.bufferBefore,
    bufferAfter: eventType.bufferAfter,
    minimumNotice: eventType.minimumNotice,
    slotInterval: eventType.slotInterval,
    window: eventType.window,
    limits: eventType.limits,
  };
}
