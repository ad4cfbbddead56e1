import type { OnApplicationShutdown } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import type { MailAddress, OutgoingMail } from './outgoing-mail';
import { MailTransport } from './outgoing-mail';

const CONNECT_TIMEOUT_MS = 10_000;
const SILENCE_TIMEOUT_MS = 20_000;
const MAX_CONNECTIONS = 4;

/** Sends through the SMTP server of `SMTP_URL`, over a few connections kept open. */
export class SmtpTransport extends MailTransport implements OnApplicationShutdown {
  private readonly transporter;

  constructor(
    smtpUrl: string,
    private readonly from: string,
  ) {
    super();
    this.transporter = createTransport({
      url: smtpUrl,
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

  /** @throws Error of nodemailer, with `code` and perhaps `responseCode`; the message may hold addresses, do not log it */
  async send(mail: OutgoingMail): Promise<void> {
    await this.transporter.sendMail({
      from: this.from,
      to: addressOf(mail.to),
      replyTo: addressOf(mail.replyTo),
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

  onApplicationShutdown(): void {
    this.transporter.close();
  }
}

function addressOf({ name, email }: MailAddress): { name: string; address: string } {
  return { name, address: email };
}
