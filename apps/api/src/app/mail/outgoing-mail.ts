import type { CalendarMethod } from '../calendar-file/calendar-event';

export interface MailAddress {
  name: string;
  email: string;
}

/** A mail ready to go. Texts are clean: one line where a header is made of them. */
export interface OutgoingMail {
  /** With angle brackets; the same at every attempt, so that mailboxes collapse repetitions. */
  messageId: string;
  /** Message id that all mails about one booking point to, so that they are shown as one conversation. */
  thread: string;
  to: MailAddress;
  replyTo: MailAddress;
  subject: string;
  text: string;
  html: string;
  calendar: { method: CalendarMethod; content: string } | null;
}

/** Takes a mail off our hands; throws when it could not. */
export abstract class MailTransport {
  /** False where nobody gets any mail, so that none needs to be written. */
  readonly isThere: boolean = true;

  abstract send(mail: OutgoingMail): Promise<void>;
}
