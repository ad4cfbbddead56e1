import type { OnModuleInit } from '@nestjs/common';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { calendarFile } from '../calendar-file/calendar-event';
import { calendarLinks } from '../calendar-file/calendar-links';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import type { OutboxMessage } from '../outbox/outbox-handlers';
import { OutboxHandlers } from '../outbox/outbox-handlers';
import { decrypt, DecryptError } from '../secrets/encryption';
import { bookingCalendarEvent, calendarMethodOf } from './booking-mail-calendar';
import { bookingMailContent } from './booking-mail-content';
import type { BookingMailPayload } from './booking-mails';
import { BOOKING_MAIL_TOPIC, MAIL_LANE } from './booking-mails';
import type { MailLink } from './mail-content';
import { mailHtml } from './mail-html';
import { addressOf, homeOf, messageIdOf, photoAddress, threadOf } from './mail-addresses';
import { mailText } from './mail-text';
import type { OutgoingMail } from './outgoing-mail';
import { MailTransport } from './outgoing-mail';
import { supersedeBookingMail } from './superseded-mail';

/** Turns outbox rows into mails and hands them to the transport. */
@Injectable()
export class BookingMailHandler implements OnModuleInit {
  private readonly logger = new Logger('Mail');
  private readonly home: MailLink;

  constructor(
    private readonly handlers: OutboxHandlers,
    private readonly transport: MailTransport,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {
    this.home = homeOf(environment.publicUrl);
  }

  onModuleInit(): void {
    // Applies to all mails, not only to this topic: they share the connections.
    const { concurrency } = this.transport;
    if (concurrency !== null) this.handlers.limit(MAIL_LANE, concurrency);
    this.handlers.register(
      BOOKING_MAIL_TOPIC,
      async (message, signal) => {
        if (this.transport.isThere) await this.transport.send(this.compose(message), signal);
      },
      { supersede: supersedeBookingMail },
    );
  }

  /** Deterministic: every attempt of a message gives the same mail. */
  compose(message: OutboxMessage): OutgoingMail {
    // Only `BookingMails` writes this topic.
    const booking = message.payload as unknown as BookingMailPayload;
    const { publicUrl, mailFrom } = this.environment;
    const manage = this.manageLink(booking, booking.sealedFor ?? message.key);
    const event = bookingCalendarEvent(booking, message.createdAt, manage);
    const content = bookingMailContent(booking, {
      publicUrl,
      home: this.home,
      manage,
      answer: this.answerLink(booking, message.key),
      photo: photoAddress(publicUrl, booking),
      // Secrets must not be in addresses, so these links lead to everything in the entry but the client's own page.
      calendar: calendarLinks(bookingCalendarEvent(booking, message.createdAt), ''),
    });
    const method = calendarMethodOf(booking);
    const client = addressOf(booking.attendee);
    const expert = addressOf(booking.expert);
    const toExpert = booking.recipient === 'expert';
    const guest = booking.guest === undefined ? null : addressOf({ name: '', email: booking.guest });
    return {
      messageId: messageIdOf(message.key, mailFrom),
      thread: threadOf(event.uid, booking.recipient, mailFrom),
      to: guest ?? (toExpert ? expert : client),
      // A guest may know only the client.
      replyTo: guest || toExpert ? client : expert,
      subject: content.subject,
      text: mailText(content),
      html: mailHtml(content),
      calendar: method && { method, content: calendarFile(event, method) },
    };
  }

  private manageLink(booking: BookingMailPayload, key: string): string | null {
    if (booking.sealedToken === null) return null;
    return this.linkTo('bookings', booking, this.opened(booking.sealedToken, key));
  }

  private answerLink(booking: BookingMailPayload, key: string): string | null {
    if (booking.sealedAnswer === undefined) return null;
    return this.linkTo('account/requests', booking, this.opened(booking.sealedAnswer, key));
  }

  /** The token is in the fragment, which browsers do not send. */
  private linkTo(page: string, { bookingUid }: BookingMailPayload, token: string | null): string | null {
    if (token === null) return null;
    return `${this.environment.publicUrl}/${page}/${encodeURIComponent(bookingUid)}#token=${encodeURIComponent(token)}`;
  }

  /** A token that was encrypted with a secret that has since been replaced must not stop the mail. */
  private opened(sealed: string, key: string): string | null {
    try {
      return decrypt(this.environment, sealed, key);
    } catch (error) {
      if (!(error instanceof DecryptError)) throw error;
      this.logger.warn('A mail goes without its link: JWT_SECRET has changed since it was written.');
      return null;
    }
  }
}
