import type { Language } from '@expertbook/contracts';
import type { MailAccent } from './mail-accent';

/**
 * The content of a mail, before it becomes text or HTML. All texts are clean (see calendar-file/plain-text); texts of
 * users have isolates where they may have another direction (see mail-locale).
 */
export interface MailContent {
  language: Language;
  subject: string;
  /** Sender shown at the top of the mail; null = the installation. */
  look: MailLook | null;
  /** First line, as shown in a list of mails. */
  preview: string;
  /** One word above the heading, and its colour. */
  badge: { text: string; tone: 'good' | 'waiting' | 'off' };
  heading: string;
  /** May have several lines. */
  intro: string;
  facts: MailFact[];
  /** The first one is the primary button. */
  actions: MailLink[];
  /** Links to online calendars, with the text before them. */
  calendars: { label: string; links: MailLink[] } | null;
  /** Small print: why the recipient gets this mail. */
  footer: string;
  /** The installation, labelled with its host, in the footer. */
  home: MailLink;
  /** Where the recipient can stop mails of this kind, in the footer. */
  stop?: MailLink;
}

/** The look of an expert's mails. */
export interface MailLook {
  name: string;
  /** Address of the photo. */
  photo: string | null;
  accent: MailAccent;
}

/** The mark of an event type. */
export interface MailMark {
  /** `#rrggbb`; under an icon dark enough for white. */
  color: string;
  /** Address of the icon, white on transparent; null = a dot. */
  icon: string | null;
}

export interface MailLink {
  label: string;
  /** http or https. */
  href: string;
}

export interface MailFact {
  label: string;
  /** One string per line. */
  lines: string[];
  /** Link of the first line; null = plain text. */
  href: string | null;
  /** Shown in bold. */
  strong?: boolean;
  /** An old value, shown struck through. */
  gone?: boolean;
  /** Drawn next to the lines. */
  mark?: MailMark | null;
}
