import type { AttendeeRecord } from '../calendars/booking.schema';
import type { NewOutboxMessage } from '../outbox/outbox';

/** Outbox topic: plans the scheduled messages of one attendee's booking again (ADR 42). */
export const PLAN_TOPIC = 'workflows.plan';

/** Rows become due together, so that hundreds of bookings cost a few commands, and at a distance from the bookings themselves. */
const PLAN_EVERY_MS = 5_000;

/** The payload of {@link PLAN_TOPIC}; everything else is read when it is handled. */
export interface PlanPayload {
  bookingUid: string;
}

/**
 * The row that goes with every change of a booking after which its reminders may be other ones. The same change of the
 * same booking gives the same key. Rows of one booking are handled in order, the newest in place of the others. Due in 5 to
 * 10 seconds.
 */
export function planMessage({ uid, sequence }: AttendeeRecord): NewOutboxMessage {
  const payload: PlanPayload = { bookingUid: uid };
  return {
    topic: PLAN_TOPIC,
    key: `${PLAN_TOPIC}:${uid}:${sequence}`,
    entry: `${PLAN_TOPIC}:${uid}`,
    version: sequence,
    payload: { ...payload },
    dueAt: new Date((Math.floor(Date.now() / PLAN_EVERY_MS) + 2) * PLAN_EVERY_MS),
  };
}
