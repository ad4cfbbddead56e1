/** What a mail says, before it is text or HTML. All texts are clean (see calendar-file/plain-text). */
export interface MailContent {
  subject: string;
  /** First line in a list of mails. */
  preview: string;
  /** One word over the heading, with the colour that goes with it. */
  badge: { text: string; tone: 'good' | 'waiting' | 'off' };
  heading: string;
  intro: string;
  facts: MailFact[];
  /** The first one is the one to press. */
  actions: MailLink[];
  calendarLinks: MailLink[];
  /** Small print: why this mail came. */
  footer: string;
  /** Host of the installation, shown with the footer. */
  home: MailLink;
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
  /** Old facts are shown struck through. */
  gone?: boolean;
}
