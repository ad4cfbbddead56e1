import type { SettingsReader } from './settings-reader';

export interface MailSettings {
  /** `smtp://user:password@host:port`; null = mails are kept for the inbox page instead of sent. */
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  /** Key of the development inbox; null = a random one at each start. */
  readonly inboxKey: string | null;
  /** Maximum of open connections to the SMTP server per process, and of mails sent at once. */
  readonly smtpConnections: number;
  /** Milliseconds for one mail, from connecting to the SMTP server's "250". */
  readonly smtpSendTimeout: number;
}

/** `ada@example.com`, or a name before `<ada@example.com>`; other separators of addresses must be quoted. */
const SENDER = /^(?:(?:"[^"\p{Cc}]*" *|[^<>",;:\p{Cc}]*)<[^\s<>@,;]+@[^\s<>@,;]+>|[^\s<>@,;]+@[^\s<>@,;]+)$/u;

export function readMailSettings(reader: SettingsReader): MailSettings {
  const mailFrom = reader.text('MAIL_FROM') ?? 'ExpertBook <bookings@localhost>';
  if (!SENDER.test(mailFrom)) {
    const example = 'bookings@example.com or ExpertBook <bookings@example.com>';
    reader.problems.push(`MAIL_FROM must be one address, like ${example}, not "${mailFrom}".`);
  }
  return {
    mailFrom,
    smtpUrl: reader.url('SMTP_URL', ['smtp', 'smtps']),
    inboxKey: reader.text('INBOX_KEY'),
    smtpConnections: reader.whole('SMTP_CONNECTIONS', 4, 1, 50),
    smtpSendTimeout: reader.whole('SMTP_SEND_TIMEOUT_MS', 60_000, 100, 600_000),
  };
}
