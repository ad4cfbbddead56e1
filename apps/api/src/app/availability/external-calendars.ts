import type { Types } from 'mongoose';
import type { Expert, ExternalCalendar } from '../offerings/expert.schema';

/** The expert's connected calendars whose events close an event type. */
export function calendarsOf(
  { externalCalendars }: Pick<Expert, 'externalCalendars'>,
  eventTypeId: Types.ObjectId,
): ExternalCalendar[] {
  return (externalCalendars ?? []).filter(
    ({ eventTypeIds }) => eventTypeIds?.some((id) => id.equals(eventTypeId)) ?? true,
  );
}

/** A connected calendar as its expert knows it. */
export interface NamedCalendar {
  _id: Types.ObjectId;
  name: string;
}

/** Names of connected calendars. Room `connections` provides it: rooms below it know calendars only by id. */
export abstract class ExternalCalendarNames {
  /** The calendars that still exist. */
  abstract namesOf(calendarIds: readonly Types.ObjectId[]): Promise<NamedCalendar[]>;
}

/** How recently connected calendars were read. Room `connections` provides it. */
export abstract class ExternalFreshness {
  /**
   * Resolves once the calendars that close the event type were read recently, or need not be.
   * @throws DomainError `busy_try_again` where a calendar cannot be read in time and counts as closed then
   */
  abstract ensure(expert: Pick<Expert, 'externalCalendars'>, eventTypeId: Types.ObjectId): Promise<void>;
}
