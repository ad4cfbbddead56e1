import type { CalendarMethod } from '../calendar-file/calendar-event';

export interface MailAddress {
  name: string;
  email: string;
}

/** A complete mail. Texts are clean, and those for headers have one line. */
export interface OutgoingMail {
  /** With angle brackets; the same at every attempt, so that mailboxes collapse repetitions. */
  messageId: string;
  /** Message id that all mails about one booking refer to, so that mail clients show them as one thread. */
  thread: string;
  to: MailAddress;
  replyTo: MailAddress;
  subject: string;
  text: string;
  html: string;
  calendar: { method: CalendarMethod; content: string } | null;
  /** Address that stops mails of this kind with one POST request (RFC 8058); only in mails that can be stopped. */
  unsubscribe?: string;
}

/** Sends a mail; throws when it could not. */
export abstract class MailTransport {
  /** False where no mail is sent, so that none is composed. */
  readonly isThere: boolean = true;

  /** Mails that a process sends at once; null = no limit. */
  readonly concurrency: number | null = null;

  /** @param signal aborts the send, which has ended when the promise settles */
  abstract send(mail: OutgoingMail, signal?: AbortSignal): Promise<void>;
}
