import type { TextKey } from '@expertbook/web-shared/i18n/translator';
import type { IconName } from '@expertbook/web-shared/ui/icon';

/** One page of the settings. */
export interface SettingsPageEntry {
  /** The last segment of its address. */
  name: string;
  label: TextKey<'portal-settings'>;
  text: TextKey<'portal-settings'>;
  icon: IconName;
  /** Names of its sections, including old ones, for addresses such as `/portal/settings#password`. */
  sections: readonly string[];
  /** Visible only to the owner of the installation. */
  ownerOnly?: boolean;
}

export const SETTINGS_PAGES: readonly SettingsPageEntry[] = [
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

/** The pages that this user can see. */
export function settingsPagesFor(isOwner: boolean): SettingsPageEntry[] {
  return SETTINGS_PAGES.filter(({ ownerOnly }) => !ownerOnly || isOwner);
}

/** The page of a section; undefined for an unknown one. */
export function settingsPageOf(section: string | null): SettingsPageEntry | undefined {
  return SETTINGS_PAGES.find(({ sections }) => section !== null && sections.includes(section));
}
