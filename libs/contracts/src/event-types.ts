import type { PublicExpert } from './accounts';
import type { PublicProfile } from './profile';
import type { IsoInstant, LocalDate } from './time';

/**
 * Where a session takes place. `jitsi` opens a real room; `mock_zoom` and `mock_google_meet` create links in those
 * services' formats that open nothing; `link`, `phone` and `in_person` show the expert's own text in `value`.
 */
export const LOCATION_KINDS = [
  'jitsi',
  'mock_zoom',
  'mock_google_meet',
  'link',
  'phone',
  'in_person',
] as const;
export type LocationKind = (typeof LOCATION_KINDS)[number];

/** Kinds whose links open nothing. Offered for demonstrations only; event types that have one keep it. */
export const DEMO_LOCATION_KINDS = [
  'mock_zoom',
  'mock_google_meet',
] as const satisfies readonly LocationKind[];

/** Whether `kind` is one of {@link DEMO_LOCATION_KINDS}. */
export function isDemoLocation(kind: LocationKind): boolean {
  return (DEMO_LOCATION_KINDS as readonly LocationKind[]).includes(kind);
}

export interface EventLocation {
  kind: LocationKind;
  /** The https link, phone number or address; required for `link`, `phone` and `in_person`, rejected otherwise. */
  value?: string;
}

/** How far ahead clients may book. Rolling windows end at the end of a day in the schedule's zone. */
export interface RollingWindow {
  kind: 'rolling';
  days: number;
  /** `business_days` counts Monday to Friday only. */
  unit: 'calendar_days' | 'business_days';
}

/** Bookable from `start` to `end`, local dates of the schedule's zone, both inclusive. */
export interface DateRangeWindow {
  kind: 'range';
  start: LocalDate;
  end: LocalDate;
}

export type BookingWindow = RollingWindow | DateRangeWindow;

/** Maximum of live bookings of this event type in a day or ISO week of the schedule's zone; null = no limit. */
export interface BookingLimits {
  perDay: number | null;
  perWeek: number | null;
  /** Maximum of booked minutes (without buffers) in a day. */
  minutesPerDay: number | null;
}

/** Icons of event types; `libs/presentation` draws them. */
export const EVENT_TYPE_ICONS = [
  'chat',
  'video',
  'phone',
  'users',
  'coffee',
  'star',
  'heart',
  'bolt',
  'code',
  'chart',
  'book',
  'graduation',
  'briefcase',
  'pen',
  'camera',
  'music',
  'health',
  'leaf',
  'globe',
] as const;
export type EventTypeIcon = (typeof EVENT_TYPE_ICONS)[number];

/** Identifies an event type visually: on the profile, in the portal's calendar and lists, in mails. */
export interface EventTypeMark {
  /** `#rrggbb`; null = the expert's own colour. */
  color: string | null;
  icon: EventTypeIcon | null;
}

export const QUESTION_KINDS = ['text', 'long_text', 'number', 'select', 'checkbox', 'phone'] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** Slugs that no question may have: answers are an object by id, and these fields change how such an object is parsed. */
export const RESERVED_QUESTION_IDS: readonly string[] = ['constructor', 'prototype'];

export interface Question {
  /** Stable key of the answer, a slug, none of {@link RESERVED_QUESTION_IDS}. */
  id: string;
  kind: QuestionKind;
  label: string;
  required: boolean;
  /** Only for `select`: the options. */
  options?: string[];
}

/** How a booking page shows free times: a month with the times of a day, seven days side by side, or the next free times. */
export const SLOT_VIEWS = ['month', 'week', 'list'] as const;
export type SlotView = (typeof SLOT_VIEWS)[number];

/** All settings of an event type. All minutes are multiples of 5. */
export interface EventTypeSettings extends EventTypeMark {
  slug: string;
  title: string;
  description: string;
  /** Minutes; the first one is preselected. */
  durations: number[];
  location: EventLocation;
  bufferBefore: number;
  bufferAfter: number;
  /** Minutes between now and the earliest start a client may book. */
  minimumNotice: number;
  window: BookingWindow;
  /** Minutes between starts; null = the duration, at most 30. */
  slotInterval: number | null;
  limits: BookingLimits;
  questions: Question[];
  requiresConfirmation: boolean;
  /**
   * Hours for the expert to respond to a request, at most {@link MAX_RESPONSE_HOURS}; fewer where the minimum notice
   * before its start comes sooner. Used only with `requiresConfirmation`.
   */
  responseHours: number;
  /** Clients always verify their email address with a code; otherwise only addresses with many bookings. */
  requiresEmailCode: boolean;
  /** Seats of a session; 1 is a single booking. */
  seats: number;
  /** Clients may invite guests by email; not in group sessions (several `seats`). */
  guestsAllowed: boolean;
  /** How the page shows free times, until the client chooses another view. */
  defaultView: SlotView;
  /** Null = the expert's default schedule. */
  scheduleId: string | null;
  /** Not listed on the profile, bookable by its link. */
  hidden: boolean;
  /** Can be opened only with a secret link ({@link BookingLink}); otherwise it does not exist. */
  private: boolean;
  /** Switched off: neither listed nor bookable. */
  active: boolean;
  /** Where the client's browser goes after booking; null = the confirmation page. */
  redirectUrl: string | null;
  /** Heading under which the profile lists it; empty = none. */
  group: string;
  /** Listed first and larger on the profile. At most one event type of an expert is featured. */
  featured: boolean;
}

/** Only title, slug and durations are required; the rest has defaults ({@link EVENT_TYPE_DEFAULTS}). */
export type CreateEventTypeRequest = Pick<EventTypeSettings, 'slug' | 'title' | 'durations'> &
  Partial<EventTypeSettings>;
export type UpdateEventTypeRequest = Partial<EventTypeSettings>;

export interface EventType extends EventTypeSettings {
  id: string;
  /** The shareable page, an absolute URL. */
  link: string;
}

/** The public fields of an event type, including the buffers, by which a page knows which slots a push affects. */
export type PublicEventType = Pick<
  EventTypeSettings,
  | 'slug'
  | 'title'
  | 'description'
  | 'durations'
  | 'bufferBefore'
  | 'bufferAfter'
  | 'questions'
  | 'requiresConfirmation'
  | 'requiresEmailCode'
  | 'seats'
  | 'defaultView'
  | 'redirectUrl'
  | 'color'
  | 'icon'
  | 'group'
  | 'featured'
> & {
  id: string;
  location: { kind: LocationKind };
  /** Whether a booking may have guests; false for group sessions. */
  guestsAllowed: boolean;
};

export interface PublicExpertPage {
  expert: PublicExpert;
  profile: PublicProfile;
  /** Active and not hidden, in the expert's order. */
  eventTypes: PublicEventType[];
}

export interface PublicEventTypePage {
  expert: PublicExpert;
  eventType: PublicEventType;
  /** The link that opened the page; null without one. */
  link: { kind: BookingLinkKind; expiresAt: IsoInstant | null } | null;
}

/**
 * `private` opens a private event type as long as the link is valid; `one_off` also allows one booking of any event
 * type and is used up by it.
 */
export const BOOKING_LINK_KINDS = ['private', 'one_off'] as const;
export type BookingLinkKind = (typeof BOOKING_LINK_KINDS)[number];

/** A secret link to one event type. The secret is in the page's fragment and in {@link LINK_TOKEN_HEADER}. */
export interface BookingLink {
  id: string;
  kind: BookingLinkKind;
  /** A note of the expert, such as who gets the link. */
  note: string;
  expiresAt: IsoInstant | null;
  /** When a booking used it. */
  usedAt: IsoInstant | null;
  /** The booking that used it, at the time of booking: its uid and the client's name. Set with `usedAt`. */
  usedBy: { uid: string; name: string } | null;
  createdAt: IsoInstant;
}

export interface CreateBookingLinkRequest {
  kind: BookingLinkKind;
  note?: string;
  expiresAt?: IsoInstant | null;
}

/** The 201 response, the only one with the address. */
export interface CreatedBookingLink extends BookingLink {
  url: string;
}

export const LINK_TOKEN_HEADER = 'X-Link-Token';

export interface OrderEventTypesRequest {
  /** Ids of all event types, in the order of the profile. */
  ids: string[];
}

/** Two weeks. */
export const MAX_RESPONSE_HOURS = 336;

export const EVENT_TYPE_DEFAULTS: Omit<EventTypeSettings, 'slug' | 'title' | 'durations'> = {
  description: '',
  location: { kind: 'jitsi' },
  bufferBefore: 0,
  bufferAfter: 0,
  minimumNotice: 120,
  window: { kind: 'rolling', days: 60, unit: 'calendar_days' },
  slotInterval: null,
  limits: { perDay: null, perWeek: null, minutesPerDay: null },
  questions: [],
  requiresConfirmation: false,
  responseHours: 48,
  requiresEmailCode: false,
  seats: 1,
  guestsAllowed: true,
  defaultView: 'month',
  scheduleId: null,
  hidden: false,
  private: false,
  active: true,
  redirectUrl: null,
  color: null,
  icon: null,
  group: '',
  featured: false,
};
