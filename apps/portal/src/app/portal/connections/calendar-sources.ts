import type { TextKey } from '@expertbook/web-shared/i18n/translator';

/** Where an expert's calendar is, as they would say it. */
export const CALENDAR_SOURCES = [
  'google',
  'outlook',
  'icloud',
  'fastmail',
  'nextcloud',
  'mailbox',
  'caldav',
  'ics',
] as const;
export type CalendarSource = (typeof CALENDAR_SOURCES)[number];

/** A CalDAV account: what the expert is asked for. */
export interface CalDavWay {
  kind: 'caldav';
  /** Of its server; null = the expert enters it. */
  address: string | null;
  addressHint: TextKey<'portal-connections'> | null;
  /** Where to make an application password. */
  password: TextKey<'portal-connections'>;
}

/** How a calendar at a source is connected. */
export type SourceWay = CalDavWay | { kind: 'ics' };

/** Of a provider with one server for everyone. */
function hosted(address: string, password: CalDavWay['password']): CalDavWay {
  return { kind: 'caldav', address, addressHint: null, password };
}

export const CALDAV_WAY: CalDavWay = {
  kind: 'caldav',
  address: null,
  addressHint: 'address.caldav',
  password: 'password.caldav',
};

export const SOURCE_WAYS: Readonly<Record<CalendarSource, SourceWay>> = {
  google: { kind: 'ics' },
  outlook: { kind: 'ics' },
  ics: { kind: 'ics' },
  icloud: hosted('https://caldav.icloud.com', 'password.icloud'),
  fastmail: hosted('https://caldav.fastmail.com', 'password.fastmail'),
  mailbox: hosted('https://dav.mailbox.org', 'password.mailbox'),
  nextcloud: { ...CALDAV_WAY, addressHint: 'address.nextcloud', password: 'password.nextcloud' },
  caldav: CALDAV_WAY,
};

/** Proper names are the same in every language. */
export const SOURCE_NAMES: Readonly<Record<CalendarSource, string | null>> = {
  google: 'Google Calendar',
  outlook: 'Outlook',
  icloud: 'iCloud',
  fastmail: 'Fastmail',
  nextcloud: 'Nextcloud',
  mailbox: 'mailbox.org',
  caldav: null,
  ics: null,
};

/** The address of a calendar file as typed, with a scheme. */
export function addressOf(typed: string): string {
  const text = typed.trim();
  return /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
}

/** A CalDAV server as typed, with a scheme; an email address stays one. */
export function serverOf(typed: string): string {
  const text = typed.trim();
  return /^[^/:@\s]+@[^/@\s]+$/.test(text) ? text : addressOf(text);
}
