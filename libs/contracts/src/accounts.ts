import type { OwnProfile, ProfileLook, UpdateProfileRequest } from './profile';
import type { IsoInstant, TimeZoneName } from './time';
import type { HourCycle, WeekStart } from './wall-clock';

export interface RegisterRequest {
  name: string;
  email: string;
  password: string;
  /** The secret of an invitation, where registration needs one. */
  invitation?: string;
}

/** Who may open an account on this installation. */
export type RegistrationMode = 'open' | 'invitation' | 'domain' | 'closed';

/** Data for the registration page. */
export interface RegistrationInfo {
  /** `open` also while there is no account at all. */
  mode: RegistrationMode;
  /** Whether a new account has to confirm its address by mail. */
  verifiesEmail: boolean;
}

/** An invitation to open an account, as shown to its creator. */
export interface Invitation {
  id: string;
  /** The only address that may use it; null = any. */
  email: string | null;
  createdAt: IsoInstant;
  expiresAt: IsoInstant;
  usedAt: IsoInstant | null;
}

/** The address of an invitation is only in the response that creates it. */
export interface CreatedInvitation extends Invitation {
  url: string;
}

export interface CreateInvitationRequest {
  email?: string | null;
}

/** The public part of an invitation. */
export interface ShownInvitation {
  email: string | null;
}

/** The token of a mailed link; with the account's password where the browser is not signed in to it. */
export interface VerifyEmailRequest {
  token: string;
  password?: string;
}

export interface ChangeEmailRequest {
  newEmail: string;
  password: string;
}

/** State of a change of the account's address. */
export interface EmailState {
  email: string;
  verified: boolean;
  /** The address that has still to be confirmed; null when there is no pending change. */
  pendingEmail: string | null;
}

/** Result of "this wasn't me" in a mail. */
export interface StoppedEmailChange {
  /** The current address of the account. */
  email: string;
  /** Sets a new password once, like the link of a password mail. */
  resetToken: string;
}

export interface LoginRequest {
  email: string;
  password: string;
}

/** The signed-in user. `expert` is absent until the user becomes an expert. */
export interface Me {
  id: string;
  name: string;
  email: string;
  /**
   * Whether the address is verified, or needs no verification because no mail leaves this server. Until then no page
   * is public.
   */
  emailVerified: boolean;
  /** Whether this account can create invitations. */
  isOwner: boolean;
  /** Whether this installation offers the demo video kinds (`DEMO_LOCATION_KINDS`) for event types. */
  demoVideo: boolean;
  createdAt: IsoInstant;
  expert: ExpertProfile | null;
}

/** The response of register, login and refresh; the refresh token is only in an httpOnly cookie. */
export interface Session {
  accessToken: string;
  /** Seconds until `accessToken` expires. */
  expiresIn: number;
  user: Me;
}

/** The public data of an expert. */
export interface PublicExpert {
  handle: string;
  name: string;
  headline: string;
  /** With simple formatting: paragraphs, `## headings`, `- lists`, `**bold**`, `_italic_`, `[links](https://…)`. */
  bio: string;
  timeZone: TimeZoneName;
  /** Absolute URL of the photo, which changes with each upload; null without one. */
  photoUrl: string | null;
  /** `#rrggbb` of buttons and links on the public pages; null = the product's own. */
  brandColor: string | null;
  look: ProfileLook;
  /** Of the expert's mails, and of the public pages where the visitor's browser accepts none of {@link LANGUAGES}. */
  language: Language;
}

/** Languages of the pages. */
export const LANGUAGES = ['en', 'de', 'es', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Mails to the expert about actions of clients. Clients always get theirs. */
export interface ExpertNotifications {
  booked: boolean;
  cancelled: boolean;
  rescheduled: boolean;
}

export interface ExpertProfile extends PublicExpert, OwnProfile {
  id: string;
  /** Origins (`https://example.com`) whose pages may embed the booking pages; none = no site but this one. */
  allowedSites: string[];
  notifications: ExpertNotifications;
  /**
   * For times of day in the portal and in the expert's mails; null = the default of language and region, in mails
   * `h23`.
   */
  hourCycle: HourCycle | null;
  /** First day of the week in the portal; null = the default of language and region. */
  weekStart: WeekStart | null;
  /** Previous handles of this expert; their links redirect. */
  previousHandles: string[];
}

/**
 * The result of saving a handle: `own` is the requester's current one, `taken` another expert's, current or previous,
 * or one that is still reserved after it was given up. `reserved` and `malformed` ones are never available.
 */
export const HANDLE_STANDINGS = ['free', 'own', 'taken', 'reserved', 'malformed'] as const;
export type HandleStanding = (typeof HANDLE_STANDINGS)[number];

export interface HandleCheck {
  handle: string;
  standing: HandleStanding;
}

export interface BecomeExpertRequest {
  handle: string;
  /** Shown to clients; the account's name when left out. */
  name?: string;
  headline?: string;
  bio?: string;
  timeZone: TimeZoneName;
}

export type UpdateExpertRequest = Partial<
  BecomeExpertRequest &
    Pick<ExpertProfile, 'brandColor' | 'look' | 'language' | 'hourCycle' | 'weekStart' | 'allowedSites'> &
    UpdateProfileRequest & {
      notifications: Partial<ExpertNotifications>;
    }
>;

export interface ChangePasswordRequest {
  currentPassword: string;
  newPassword: string;
}

/** The current password, once more. */
export interface ReauthenticateRequest {
  password: string;
}

export interface DeleteAccountRequest {
  password: string;
}

/** A session of the account. */
export interface SignedInSession {
  id: string;
  /** The user agent of the browser, cut to 200 characters. */
  userAgent: string;
  createdAt: IsoInstant;
  lastUsedAt: IsoInstant;
  /** When it ends even if it is in use. */
  endsAt: IsoInstant;
  /** Whether it is the session of this request. */
  current: boolean;
}

/** Lower case letters, digits and single inner hyphens, 3 to 40 characters. Also used for slugs (from 1 character). */
export const HANDLE_PATTERN = '^(?!.*--)[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$';
export const SLUG_PATTERN = '^(?!.*--)[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$';

/** First path segments of the expert's side of the web application, without a leading slash. All of them are reserved handles. */
export const EXPERT_PATHS: readonly string[] = [
  'account',
  'forgot-password',
  'login',
  'portal',
  'register',
  'reset-password',
  'stop-email-change',
  'verify-email',
];

/** First path segments that belong to the application and can therefore never be a handle. */
export const RESERVED_HANDLES: readonly string[] = [
  'about',
  'account',
  'admin',
  'administrator',
  'api',
  'app',
  'assets',
  'auth',
  'billing',
  'blog',
  'booking',
  'bookings',
  'calendar',
  'contact',
  'dashboard',
  'docs',
  'embed',
  'expert',
  'expertbook',
  'experts',
  'favicon',
  'forgot-password',
  'health',
  'help',
  'home',
  'images',
  'inbox',
  'index',
  'legal',
  'login',
  'logout',
  'mail',
  'manage',
  'me',
  'metrics',
  'new',
  'onboarding',
  'portal',
  'pricing',
  'privacy',
  'public',
  'register',
  'reset',
  'reset-password',
  'robots',
  'root',
  'security',
  'settings',
  'setup',
  'signin',
  'signup',
  'sitemap',
  'socket',
  'static',
  'status',
  'stop-email-change',
  'support',
  'system',
  'terms',
  'undefined',
  'null',
  'user',
  'users',
  'verify-email',
  'webhooks',
  'well-known',
  'www',
];
