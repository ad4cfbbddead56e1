import type { SlotRules, WorkingHours } from '@expertbook/scheduling';
import type { EventTypeRecord } from '../offerings/event-type.schema';
import type { Expert } from '../offerings/expert.schema';
import type { CachedCalendar } from './cached-calendar';
import type { ScheduleRecord } from '../offerings/schedule.schema';

/**
 * Whom an offer is for. Clients have what is switched on; the expert also what is switched off or removed, because the
 * bookings made of it before are still theirs to move.
 */
export type Audience = 'clients' | 'expert';

/** An event type with all that decides when it can be booked, read at one moment. */
export interface Offer {
  audience: Audience;
  expert: Expert;
  /** Of the expert's account. */
  expertEmail: string;
  eventType: EventTypeRecord;
  schedule: ScheduleRecord;
  /** The calendar's revision before the rest was read: while the calendar still has it, all of this still holds. */
  revision: number;
  /** Where it is remembered, with the claims of the same calendar. */
  calendar: CachedCalendar;
}

/** The engine's view of the schedule; the same object for the same schedule, so that the engine can keep what it compiled. */
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
