import type { OnApplicationShutdown } from '@nestjs/common';
import type { Transporter } from 'nodemailer';
import { isEmailAddress, parseEmailAddress } from '../http/email-address';
import type { MailAddress, OutgoingMail } from './outgoing-mail';
import { MailTransport } from './outgoing-mail';

const CONNECT_TIMEOUT_MS = 10_000;
const SILENCE_TIMEOUT_MS = 20_000;
const MAX_CONNECTIONS = 4;

/** Sends through the SMTP server of `SMTP_URL`, over a few connections kept open. */
export class SmtpTransport extends MailTransport implements OnApplicationShutdown {
  private transporter: Promise<Transporter> | null = null;

  constructor(
    private readonly smtpUrl: string,
    private readonly from: string,
  ) {
    super();
  }

  /** @throws Error of nodemailer, with `code` and perhaps `responseCode`; the message may hold addresses, do not log it */
  async send(mail: OutgoingMail): Promise<void> {
    this.transporter ??= this.open();
    const transporter = await this.transporter;
    await transporter.sendMail({
      from: this.from,
      to: addressOf(mail.to),
      // Where it cannot be replied to, the mail is worth sending all the same.
      ...(isEmailAddress(mail.replyTo.email) && { replyTo: addressOf(mail.replyTo) }),
      subject: mail.subject,
      messageId: mail.messageId,
      references: mail.thread,
      inReplyTo: mail.thread,
      text: mail.text,
      html: mail.html,
      // RFC 3834: no out-of-office answers to a machine.
      headers: { 'Auto-Submitted': 'auto-generated' },
      ...(mail.calendar && {
        icalEvent: {
          method: mail.calendar.method,
          filename: 'invite.ics',
          content: mail.calendar.content,
        },
      }),
    });
  }

  async onApplicationShutdown(): Promise<void> {
    (await this.transporter)?.close();
  }

  /** Loaded with the first mail: a start does not wait for it, and an installation without SMTP never pays for it. */
  private async open(): Promise<Transporter> {
    const { createTransport } = await import('nodemailer');
    return createTransport({
      url: this.smtpUrl,
      pool: true,
      maxConnections: MAX_CONNECTIONS,
      connectionTimeout: CONNECT_TIMEOUT_MS,
      greetingTimeout: CONNECT_TIMEOUT_MS,
      dnsTimeout: CONNECT_TIMEOUT_MS,
      socketTimeout: SILENCE_TIMEOUT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }
}

/** An address that was stored before addresses were parsed as strictly as now; a mail server might read several into it. */
class UnsendableAddress extends Error {
  readonly code = 'EADDRESS';
}

function addressOf({ name, email }: MailAddress): { name: string; address: string } {
  const parsed = parseEmailAddress(email);
  if (!parsed) throw new UnsendableAddress('The address of a mail is not exactly one address.');
  return { name, address: `${parsed.local}@${parsed.domain}` };
}
