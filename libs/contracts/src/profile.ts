import type { LocalDate } from './time';

/** Predefined looks of the public pages: type, corners, density and background. */
export const PROFILE_LOOKS = ['classic', 'calm', 'bold'] as const;
export type ProfileLook = (typeof PROFILE_LOOKS)[number];

/** Languages that an expert may speak (ISO 639-1, `yue` and `fil` of 639-3). */
export const SPOKEN_LANGUAGES = [
  ...[
    'af',
    'am',
    'ar',
    'az',
    'be',
    'bg',
    'bn',
    'bs',
    'ca',
    'cs',
    'cy',
    'da',
    'de',
    'el',
    'en',
    'es',
    'et',
    'eu',
  ],
  ...[
    'fa',
    'fi',
    'fil',
    'fr',
    'ga',
    'gl',
    'gu',
    'he',
    'hi',
    'hr',
    'hu',
    'hy',
    'id',
    'is',
    'it',
    'ja',
    'ka',
    'kk',
  ],
  ...[
    'km',
    'kn',
    'ko',
    'ky',
    'lo',
    'lt',
    'lv',
    'mk',
    'ml',
    'mn',
    'mr',
    'ms',
    'mt',
    'my',
    'ne',
    'nl',
    'no',
    'pa',
  ],
  ...[
    'pl',
    'ps',
    'pt',
    'ro',
    'ru',
    'sk',
    'sl',
    'so',
    'sq',
    'sr',
    'sv',
    'sw',
    'ta',
    'te',
    'th',
    'tr',
    'uk',
    'ur',
  ],
  ...['uz', 'vi', 'yo', 'yue', 'zh', 'zu'],
] as const;
export type SpokenLanguage = (typeof SPOKEN_LANGUAGES)[number];

export const MAX_PROFILE_LINKS = 8;
export const MAX_SPOKEN_LANGUAGES = 10;
export const MAX_LINK_LENGTH = 300;
export const MAX_LINK_LABEL_LENGTH = 40;
export const MAX_PLACE_LENGTH = 80;
export const MAX_NOTE_LENGTH = 280;

/** A page of the expert on another site. */
export interface ProfileLink {
  /** An https address. */
  url: string;
  /** Empty = the name of the service, or the address. */
  label: string;
}

/** The parts of the profile besides {@link PublicExpert}. */
export interface PublicProfile {
  /** Absolute URL of the cover picture, 1920 x 480, which changes with each upload; null without one. */
  coverUrl: string | null;
  /** Location of the expert, as they typed it. */
  place: string;
  spokenLanguages: SpokenLanguage[];
  links: ProfileLink[];
  /** Shown above the list of event types; empty without one and after its last day. */
  note: string;
}

/** The profile as its expert sees it. */
export interface OwnProfile extends PublicProfile {
  /** Last day on which the note is shown, in the expert's zone; null = no end. */
  noteUntil: LocalDate | null;
}

export type UpdateProfileRequest = Partial<Omit<OwnProfile, 'coverUrl'>>;
