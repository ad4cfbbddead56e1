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
  /** False where no mail is sent, so that none needs to be composed. */
  readonly isThere: boolean = true;

  /** Mails a process sends at once; null where there is no need to limit them. */
  readonly concurrency: number | null = null;

  /** @param signal aborted when the send is to end; it has ended when the promise settles */
  abstract send(mail: OutgoingMail, signal?: AbortSignal): Promise<void>;
}
