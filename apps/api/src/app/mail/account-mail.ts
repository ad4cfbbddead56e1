import type { Environment } from '../config/environment';
import { oneLine } from '../calendar-file/plain-text';
import type { MailContent } from './mail-content';
import { mailHtml } from './mail-html';
import { mailText } from './mail-text';
import type { OutgoingMail } from './outgoing-mail';

/** The content of a mail about an account, without the parts that all of them share. */
export type AccountMailContent = Omit<MailContent, 'calendars' | 'home' | 'look'>;

/**
 * A mail about an account, sent in the name of the installation.
 * @param to address; its owner is not addressed by name, because another person may have chosen the name
 * @param name unique for the mail, so that mailboxes collapse repetitions
 */
export function accountMail(
  content: AccountMailContent,
  to: string,
  name: string,
  { publicUrl, mailFrom }: Pick<Environment, 'publicUrl' | 'mailFrom'>,
): OutgoingMail {
  const whole: MailContent = {
    ...content,
    calendars: null,
    look: null,
    home: { label: new URL(publicUrl).host, href: publicUrl },
  };
  const domain = /@([\w.-]+)>?\s*$/.exec(mailFrom)?.[1] ?? 'localhost';
  const messageId = `<${name.slice(0, 40)}@${domain}>`;
  return {
    messageId,
    thread: messageId,
    to: { name: '', email: oneLine(to).replace(/[\s<>,;]/g, '') },
    replyTo: { name: 'ExpertBook', email: /<([^<>]+)>\s*$/.exec(mailFrom)?.[1] ?? mailFrom.trim() },
    subject: whole.subject,
    text: mailText(whole),
    html: mailHtml(whole),
    calendar: null,
  };
}
