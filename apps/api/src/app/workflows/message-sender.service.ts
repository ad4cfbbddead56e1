import type { OnModuleInit } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ScheduledMessage } from '@expertbook/contracts';
import type { Model } from 'mongoose';
import { BookingAccess } from '../bookings/booking-access';
import { BookingRecord } from '../calendars/booking.schema';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { EventTypesService } from '../event-types/event-types.service';
import { logEvent } from '../observability/log-event';
import type { Dropped, OutboxMessage } from '../outbox/outbox-handlers';
import { OutboxHandlers } from '../outbox/outbox-handlers';
import type { DropReason } from '../outbox/outbox.schema';
import { Recipients } from '../recipients/recipients.service';
import { hashToken } from '../tokens/random-token';
import type { BookingFacts } from './booking-facts.reader';
import { BookingFactsReader, confirmedOf } from './booking-facts.reader';
import { MailChannel } from './mail-channel';
import type { PlannedMessage } from './message-plan';
import { planOf, SCHEDULED_TOPIC, uselessness } from './message-plan';
import type { ScheduledPayload } from './message-planner.service';
import { dropReasonOf } from './message-planner.service';
import { MessageSettings } from './message-settings.service';
import { ReminderStops } from './reminder-stops.service';
import { manageTokenOf, reminderSubject, reminderToken } from './reminder-token';

/** A message that is to be sent, or why it is not. */
type Verdict = { planned: PlannedMessage; message: ScheduledMessage } | { reason: DropReason };

/**
 * Sends scheduled messages at their time. What is planned may be old by then, so everything is decided again from the
 * booking and the settings as they are now.
 */
@Injectable()
export class MessageSender implements OnModuleInit {
  constructor(
    @InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly facts: BookingFactsReader,
    private readonly settings: MessageSettings,
    private readonly access: BookingAccess,
    private readonly eventTypes: EventTypesService,
    private readonly recipients: Recipients,
    private readonly stops: ReminderStops,
    private readonly channel: MailChannel,
    private readonly handlers: OutboxHandlers,
  ) {}

  onModuleInit(): void {
    this.handlers.register(SCHEDULED_TOPIC, (message, signal) => this.send(message, signal, new Date()));
  }

  /** Sends it, or returns why it is of no use at `now`. */
  async send(
    { key, payload }: Pick<OutboxMessage, 'key' | 'payload'>,
    signal: AbortSignal,
    now: Date,
  ): Promise<Dropped | void> {
    const { bookingUid, sessionId } = payload as unknown as ScheduledPayload;
    const found = sessionId
      ? await this.facts.ofSession(sessionId)
      : await this.findLatest(bookingUid ?? '', key);
    const verdict = await this.verdictOn(key, found, now);
    const dropped = 'reason' in verdict ? verdict.reason : await this.deliver(key, found, verdict, signal);
    if (!dropped) return;
    logEvent('message.dropped', { reason: dropped });
    return { dropped };
  }

  /** Messages about a chain of reschedules follow it to its present booking. */
  private findLatest(uid: string, key: string): Promise<BookingFacts | null> {
    return key.startsWith(`${SCHEDULED_TOPIC}:c.`) ? this.facts.latestOf(uid) : this.facts.of(uid);
  }

  private async verdictOn(key: string, found: BookingFacts | null, now: Date): Promise<Verdict> {
    if (!found || found.attendee.erasedAt) return { reason: 'recipient_gone' };
    const { messages } = await this.settings.of(found.booking.eventTypeId);
    const planned = planOf(found.facts, messages)
      .flatMap((group) => group.messages)
      .find((one) => one.key === key);
    const message = messages.find(({ id }) => id === planned?.messageId);
    if (!planned || !message) return { reason: dropReasonOf(found.facts.status) };
    const useless = uselessness(planned, found.facts, messages, now);
    return useless ? { reason: useless } : { planned, message };
  }

  private async deliver(
    key: string,
    found: BookingFacts | null,
    { planned, message }: Exclude<Verdict, { reason: DropReason }>,
    signal: AbortSignal,
  ): Promise<DropReason | null> {
    if (!found) return 'recipient_gone';
    const { attendee, booking } = found;
    const whole = await this.access.find(attendee.uid);
    if (whole.expert.deletedAt) return 'account_closed';
    const { recipient, guest } = planned;
    const toExpert = recipient === 'expert';
    const subject = toExpert ? null : reminderSubject(booking.expertId, guest ?? attendee.email);
    if (subject && (await this.stops.isStopped(subject))) return 'recipient_stopped';
    const { jwtSecret } = this.environment;
    await this.channel.send(
      {
        key,
        message,
        found: whole,
        eventType: await this.eventTypes.booked(booking.eventTypeId),
        ...(guest !== undefined && { guest }),
        attendees: toExpert ? confirmedOf(booking) : [],
        clientProven: (await this.recipients.provenOf([attendee.email])).has(attendee.email),
        manageToken: recipient === 'client' ? await this.manageToken(key, attendee.uid) : null,
        stopToken: subject && reminderToken(subject, jwtSecret),
      },
      signal,
    );
    return null;
  }

  /** A token for the link to the client's page; the booking accepts it from now on. */
  private async manageToken(key: string, uid: string): Promise<string> {
    const token = manageTokenOf(key, this.environment.jwtSecret);
    const hash = hashToken(token);
    await this.bookings.collection.updateOne(
      { 'attendees.uid': uid },
      { $addToSet: { 'attendees.$[a].tokenHashes': hash, 'attendees.$[a].mailedHashes': hash } },
      { arrayFilters: [{ 'a.uid': uid, 'a.erasedAt': { $exists: false } }] },
    );
    return token;
  }
}
