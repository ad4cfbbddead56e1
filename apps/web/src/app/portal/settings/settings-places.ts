import type { TextKey } from '../../i18n/translator';
import type { IconName } from '../../ui/icon';

/** One page of the settings. */
export interface SettingsPlace {
  /** The last part of its address. */
  name: string;
  label: TextKey<'portal-settings'>;
  text: TextKey<'portal-settings'>;
  icon: IconName;
  /** Names of its sections, also older ones, which addresses such as `/portal/settings#password` still use. */
  sections: readonly string[];
  /** Only the owner of the installation has it. */
  ownerOnly?: boolean;
}

export const SETTINGS_PLACES: readonly SettingsPlace[] = [
  {
    name: 'profile',
    label: 'profile',
    text: 'places.profile',
    icon: 'user',
    sections: ['profile', 'presence', 'preview', 'link'],
  },
  {
    name: 'connections',
    label: 'connections',
    text: 'places.connections',
    icon: 'calendar',
    sections: ['connections', 'seen-events'],
  },
  { name: 'region', label: 'region', text: 'places.region', icon: 'globe', sections: ['region'] },
  {
    name: 'appearance',
    label: 'appearance',
    text: 'places.appearance',
    icon: 'sun',
    sections: ['appearance'],
  },
  {
    name: 'notifications',
    label: 'notify',
    text: 'places.notifications',
    icon: 'bell',
    sections: ['notifications'],
  },
  {
    name: 'embedding',
    label: 'sites',
    text: 'places.embedding',
    icon: 'link',
    sections: ['embedding', 'sites', 'allowed-sites'],
  },
  {
    name: 'account',
    label: 'account',
    text: 'places.account',
    icon: 'mail',
    sections: ['email', 'data', 'delete'],
  },
  {
    name: 'security',
    label: 'security',
    text: 'places.security',
    icon: 'lock',
    sections: ['password', 'sessions'],
  },
  {
    name: 'invitations',
    label: 'invite',
    text: 'places.invitations',
    icon: 'users',
    sections: ['invitations'],
    ownerOnly: true,
  },
];

/** The sections that this user has. */
export function placesFor(isOwner: boolean): SettingsPlace[] {
  return SETTINGS_PLACES.filter(({ ownerOnly }) => !ownerOnly || isOwner);
}

/** The page on which a section is; undefined for what no section is called. */
export function placeOfSection(section: string | null): SettingsPlace | undefined {
  return SETTINGS_PLACES.find(({ sections }) => section !== null && sections.includes(section));
}
