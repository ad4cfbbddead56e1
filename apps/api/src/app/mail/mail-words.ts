import type { MailContent } from './mail-content';

/** The text above the facts of a mail. */
export interface MailWords {
  badge: MailContent['badge'];
  heading: string;
  intro: string;
}

/** Names of client and expert, isolated for the mail. */
export type WhoMeets = Readonly<Record<'expert' | 'client', string>>;
