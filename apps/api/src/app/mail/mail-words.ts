import type { MailContent } from './mail-content';

/** The words over a mail's facts. */
export interface MailWords {
  badge: MailContent['badge'];
  heading: string;
  intro: string;
}

/** The two sides' names, as a mail may say them. */
export type WhoMeets = Readonly<Record<'expert' | 'client', string>>;
