import type { Attendee, MessageChannel, ScheduledMessage } from '@expertbook/contracts';
import type { FoundBooking } from '../bookings/booking-access';
import type { BookedEventType } from '../event-types/event-type.mapper';

/** A message that is sent now: to one recipient, about one booking. */
export interface DueMessage {
  /** Of its outbox row; the same at every attempt. */
  key: string;
  message: ScheduledMessage;
  found: FoundBooking;
  eventType: BookedEventType;
  /** Only in messages to a guest. */
  guest?: string;
  /** Confirmed attendees of a group session; only in messages to the expert about it. */
  attendees: readonly Pick<Attendee, 'name'>[];
  /** Whether the client's address is verified. */
  clientProven: boolean;
  /** The client's token in the clear; null in messages to others. */
  manageToken: string | null;
  /** Token that stops reminders; null in messages to the expert. */
  stopToken: string | null;
}

/** A way to reach people: composes messages and sends them. */
export interface Channel {
  readonly name: MessageChannel;
  /** @throws the errors of the outbox's handlers */
  send(due: DueMessage, signal: AbortSignal): Promise<void>;
}
