/** How a provider takes passwords of programs that are not its own. */
export type PasswordKind =
  /** Only a password that was made for one application. */
  | 'application'
  /** One that was made for one application is better; it is needed with a second factor. */
  | 'application_recommended'
  /** The account's own. */
  | 'account';

/** What is known of a provider before its server is asked. */
export interface CalDavPreset {
  id: 'icloud' | 'fastmail' | 'nextcloud' | 'mailbox_org' | 'radicale' | 'generic';
  /** A proper name, the same in all languages; null for the one that stands for all others. */
  name: string | null;
  /** Where discovery begins. `{host}` is for the expert to fill in. */
  address: string;
  /** Of email addresses, whose accounts are on this server. */
  emailDomains: readonly string[];
  /** Domain that all hosts of the provider lie under; null where everyone may have one. */
  domain: string | null;
  password: PasswordKind;
  /** Page on which the expert makes a password for one application; null where it differs by server. */
  passwordPage: string | null;
}

/** Providers of CalDAV calendars, in the order in which they are shown. */
export const CALDAV_PRESETS: readonly CalDavPreset[] = [
  {
    id: 'icloud',
    name: 'iCloud',
    address: 'https://caldav.icloud.com/',
    emailDomains: ['icloud.com', 'me.com', 'mac.com'],
    domain: 'icloud.com',
    password: 'application',
    passwordPage: 'https://account.apple.com/account/manage',
  },
  {
    id: 'fastmail',
    name: 'Fastmail',
    address: 'https://caldav.fastmail.com/',
    emailDomains: ['fastmail.com', 'fastmail.fm'],
    domain: 'fastmail.com',
    password: 'application',
    passwordPage: 'https://app.fastmail.com/settings/security/apps',
  },
  {
    id: 'nextcloud',
    name: 'Nextcloud',
    address: 'https://{host}/remote.php/dav/',
    emailDomains: [],
    domain: null,
    password: 'application_recommended',
    passwordPage: null,
  },
  {
    id: 'mailbox_org',
    name: 'mailbox.org',
    address: 'https://dav.mailbox.org/',
    emailDomains: ['mailbox.org'],
    domain: 'mailbox.org',
    password: 'application_recommended',
    passwordPage: null,
  },
  {
    id: 'radicale',
    name: 'Radicale',
    address: 'https://{host}/',
    emailDomains: [],
    domain: null,
    password: 'account',
    passwordPage: null,
  },
  {
    id: 'generic',
    name: null,
    address: 'https://{host}/',
    emailDomains: [],
    domain: null,
    password: 'application_recommended',
    passwordPage: null,
  },
];
