import { createHash } from 'node:crypto';
import { oneLine } from '../calendar-file/plain-text';
import type { Recipient } from './booking-mail-input';
import type { BookingMailPayload } from './booking-mails';
import type { MailLink } from './mail-content';
import type { MailAddress } from './outgoing-mail';

const ID_LENGTH = 40;

/** A message id: the same for the same key, so that mailboxes collapse repetitions. */
export function messageIdOf(key: string, mailFrom: string): string {
  const domain = /@([\w.-]+)>?\s*$/.exec(mailFrom)?.[1] ?? 'localhost';
  return `<${createHash('sha256').update(key).digest('hex').slice(0, ID_LENGTH)}@${domain}>`;
}

/** The id that all mails about one calendar entry to one kind of recipient refer to. */
export function threadOf(calendarUid: string, recipient: Recipient, mailFrom: string): string {
  return messageIdOf(`thread:${calendarUid}:${recipient}`, mailFrom);
}

/** The installation's page, labelled with its host. */
export function homeOf(publicUrl: string): MailLink {
  return { label: new URL(publicUrl).host, href: publicUrl };
}

/** Address of the expert's photo; null without one. */
export function photoAddress(
  publicUrl: string,
  { expert: { handle, photoVersion }, expertLeaves }: Pick<BookingMailPayload, 'expert' | 'expertLeaves'>,
): string | null {
  if (!photoVersion || expertLeaves) return null;
  return `${publicUrl}/api/v1/experts/${encodeURIComponent(handle)}/photo?v=${encodeURIComponent(photoVersion)}`;
}

/** A name and an address for a header. */
export function addressOf({ name, email }: MailAddress): MailAddress {
  return { name: oneLine(name), email };
}
