import type { Language } from '@expertbook/contracts';
import type { MailAccent } from './mail-accent';

/**
 * What a mail says, before it is text or HTML. All texts are clean (see calendar-file/plain-text); what others wrote is
 * between isolates where it may run the other way (see mail-locale).
 */
export interface MailContent {
  language: Language;
  subject: string;
  /** Whose mail it is, at its top; null = the installation's own. */
  look: MailLook | null;
  /** First line in a list of mails. */
  preview: string;
  /** One word over the heading, with the colour that goes with it. */
  badge: { text: string; tone: 'good' | 'waiting' | 'off' };
  heading: string;
  intro: string;
  facts: MailFact[];
  /** The first one is the one to press. */
  actions: MailLink[];
  /** With the words before them. */
  calendars: { label: string; links: MailLink[] } | null;
  /** Small print: why this mail came. */
  footer: string;
  /** Host of the installation, shown with the footer. */
  home: MailLink;
}

/** An expert's look. */
export interface MailLook {
  name: string;
  /** Address of the photo. */
  photo: string | null;
  accent: MailAccent;
}

/** The mark of an event type. */
export interface MailMark {
  /** `#rrggbb`; beneath an icon dark enough for white. */
  color: string;
  /** Address of the icon, white on nothing; null = a dot. */
  icon: string | null;
}

export interface MailLink {
  label: string;
  /** http or https. */
  href: string;
}

export interface MailFact {
  label: string;
  /** One string a line. */
  lines: string[];
  /** Where the first line leads; null = it is plain text. */
  href: string | null;
  /** Shown heavier than the others. */
  strong?: boolean;
  /** Old facts are shown struck through. */
  gone?: boolean;
  /** Drawn beside the lines. */
  mark?: MailMark | null;
}
