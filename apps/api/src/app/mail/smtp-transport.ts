import type { OnApplicationShutdown } from '@nestjs/common';
import { isEmailAddress, parseEmailAddress } from '../http/email-address';
import type { SendMailOptions, Transporter } from 'nodemailer';
import type { Readable } from 'node:stream';
import { failureOf } from './smtp-failure';
import type { MailAddress, OutgoingMail } from './outgoing-mail';
import { MailTransport } from './outgoing-mail';

/** Options for the server of `SMTP_URL`. */
export interface SmtpLimits {
  /** Maximum of open connections, and of mails sent at once. */
  readonly connections: number;
  /** Milliseconds for one mail, from the first packet to the server's "250"; also the limit of a silence. */
  readonly sendMs: number;
}

/** A mail that is being sent. */
interface Handover {
  /** Streams that its content is read from; more than one where an open connection was lost. */
  streams: Readable[];
}

type Message = SendMailOptions & { handover: Handover };

/** Sends through the SMTP server of `SMTP_URL`, over a few connections that stay open. */
export class SmtpTransport extends MailTransport implements OnApplicationShutdown {
  override readonly concurrency: number;
  private transporter: Promise<Transporter> | null = null;

  constructor(
    private readonly smtpUrl: string,
    private readonly from: string,
    private readonly limits: SmtpLimits,
  ) {
    super();
    this.concurrency = limits.connections;
  }

  /**
   * When it settles, no part of the mail is being sent any more: an aborted send has its socket destroyed.
   * @throws Unreachable, Refused, Deferred: with codes, never with addresses
   */
  async send(mail: OutgoingMail, signal?: AbortSignal): Promise<void> {
    this.transporter ??= this.open();
    const transporter = await this.transporter;
    const handover: Handover = { streams: [] };
    const giveUp = new AbortController();
    const abort = () => giveUp.abort();
    const timer = setTimeout(abort, this.limits.sendMs);
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) abort();
    try {
      const message: Message = { ...this.messageOf(mail), signal: giveUp.signal, handover };
      await transporter.sendMail(message);
    } catch (error) {
      throw failureOf(
        error,
        handover.streams.some(({ readableDidRead }) => readableDidRead),
      );
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    (await this.transporter)?.close();
  }

  private messageOf(mail: OutgoingMail): SendMailOptions {
    return {
      from: this.from,
      to: addressOf(mail.to),
      // A mail without a usable reply address is still worth sending.
      ...(isEmailAddress(mail.replyTo.email) && { replyTo: addressOf(mail.replyTo) }),
      subject: mail.subject,
      messageId: mail.messageId,
      references: mail.thread,
      inReplyTo: mail.thread,
      text: mail.text,
      html: mail.html,
      // RFC 3834: no out-of-office answers to a machine.
      headers: {
        'Auto-Submitted': 'auto-generated',
        ...(mail.unsubscribe && {
          'List-Unsubscribe': `<${mail.unsubscribe}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        }),
      },
      ...(mail.calendar && {
        icalEvent: {
          method: mail.calendar.method,
          filename: 'invite.ics',
          content: mail.calendar.content,
        },
      }),
    };
  }

  /** Loaded with the first mail: it does not slow down the start, and an installation without SMTP never loads it. */
  private async open(): Promise<Transporter> {
    const { createTransport } = await import('nodemailer');
    const { connections, sendMs } = this.limits;
    const transporter = createTransport({
      url: this.smtpUrl,
      pool: true,
      maxConnections: connections,
      // One more try when the server has dropped an open connection; further ones are made by the outbox.
      maxRequeues: 1,
      // One limit for everything a send needs, because some servers delay their greeting on purpose.
      connectionTimeout: sendMs,
      greetingTimeout: sendMs,
      dnsTimeout: sendMs,
      socketTimeout: sendMs,
      // Closing destroys the socket: a server must not go on reading an aborted mail.
      socketCloseTimeout: 0,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    // Records whether the server may have the mail: the connection reads it only after the server has accepted the
    // data command.
    transporter.use('stream', (mail, done) => {
      const { message } = mail;
      const { handover } = mail.data as Message;
      const createReadStream = message.createReadStream.bind(message);
      message.createReadStream = (...options) => {
        const stream = createReadStream(...options);
        handover.streams.push(stream);
        return stream;
      };
      done();
    });
    return transporter;
  }
}

/** An address that was stored before the parser was this strict. A mail server might read several addresses in it. */
class UnsendableAddress extends Error {
  readonly code = 'EADDRESS';
}

function addressOf({ name, email }: MailAddress): { name: string; address: string } {
  const parsed = parseEmailAddress(email);
  if (!parsed) throw new UnsendableAddress('The address of a mail is not exactly one address.');
  return { name, address: `${parsed.local}@${parsed.domain}` };
}
