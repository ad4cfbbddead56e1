import type { Booking } from './bookings';
import type { IsoInstant } from './time';

/** Time that an expert keeps free. A block claims its time like a booking: nothing else can be there. */
export interface Block {
  id: string;
  start: IsoInstant;
  end: IsoInstant;
  title: string;
}

/** Both ends on the 5-minute grid, at most {@link MAX_BLOCK_HOURS} apart. */
export interface CreateBlockRequest {
  start: IsoInstant;
  end: IsoInstant;
  title?: string;
}

export const MAX_BLOCK_HOURS = 24;

/** A time that is held while a client fills in the form. */
export interface CalendarHold {
  start: IsoInstant;
  end: IsoInstant;
  expiresAt: IsoInstant;
  eventType: { id: string; title: string };
}

export interface CalendarQuery {
  from: IsoInstant;
  /** At most {@link MAX_CALENDAR_DAYS} days after `from`. */
  to: IsoInstant;
}

export const MAX_CALENDAR_DAYS = 45;

/** Everything in a range of an expert's calendar. Times have the expert's offset. */
export interface CalendarView {
  /** Pending, confirmed, completed and no-show bookings; one entry per attendee. */
  bookings: Booking[];
  holds: CalendarHold[];
  blocks: Block[];
}
