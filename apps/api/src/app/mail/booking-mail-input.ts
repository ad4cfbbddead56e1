import type {
  Attendee,
  EventLocation,
  EventTypeMark,
  ExpertNotifications,
  HourCycle,
  Language,
} from '@expertbook/contracts';

/** All data for the mails of one change of a booking: a snapshot, so that nothing is read later. */
export interface BookingMailInput {
  bookingUid: string;
  /**
   * Uid of the entry in calendars: that of the first booking in a chain of reschedules, so that calendars update the
   * entry in place. `bookingUid` when left out.
   */
  calendarUid?: string;
  /** Whether the expert has still to confirm it; read only with `rescheduled`. False when left out. */
  pending?: boolean;
  title: string;
  /** Of the event type; without it the mail shows no mark. */
  mark?: EventTypeMark;
  start: Date;
  end: Date;
  /** Minutes. */
  duration: number;
  location: EventLocation;
  meetingUrl: string | null;
  /** iTIP SEQUENCE; must rise with every change. */
  sequence: number;
  /** Without a language the mails are English, without an hour cycle `h23`. */
  expert: {
    name: string;
    email: string;
    handle: string;
    timeZone: string;
    language?: Language;
    hourCycle?: HourCycle;
    /** `#rrggbb`; without it the mail has the product's accent. */
    brandColor?: string;
    /** Version of the photo; without it the mail shows none. */
    photoVersion?: string;
  };
  /** Whether it is written into a calendar of the expert, so that their mails carry no calendar file. False when left out. */
  isWrittenOut?: boolean;
  /** The mails that the expert gets; a kind that is left out is sent. */
  notifications?: Partial<ExpertNotifications>;
  /** Mails to guests use the client's language, hour cycle and region; without a language, the expert's. */
  attendee: Attendee;
  /** Email addresses of the client's guests; none when left out. */
  guests?: string[];
  /** Whether the guests know of the booking and so must be notified of this change. False when left out. */
  guestsInvited?: boolean;
  /** Ticked and unticked boxes as booleans. */
  answers: { label: string; value: string | boolean }[];
  notes: string;
  /** Whether the client's address is verified. If not, another person may have typed it. False when left out. */
  clientProven?: boolean;
  /** The client's token in the clear; encrypted before it is stored. Null = the mail has no manage link. */
  manageToken: string | null;
  /** Until when the expert can respond; only while the booking waits for that. */
  respondBy?: Date;
  /**
   * Token that answers the request, in the clear; encrypted before it is stored. Only for the expert; none when no
   * response is needed.
   */
  answerToken?: string | null;
  reason: string | null;
  /** The expert's account is being deleted: their page no longer exists. */
  expertLeaves?: true;
  cancelledBy: 'client' | 'expert' | null;
  /** Who rescheduled; the client when left out. Only with `rescheduled`. */
  movedBy?: 'client' | 'expert';
  /** Only with `rescheduled`. */
  previousStart?: Date;
  createdAt: Date;
  /** Of the event type. */
  slug: string;
}

export const BOOKING_MAIL_KINDS = [
  'booked',
  'requested',
  'confirmed',
  'reminder',
  'declined',
  'expired',
  'cancelled',
  'rescheduled',
] as const;
export type BookingMailKind = (typeof BOOKING_MAIL_KINDS)[number];
export type Recipient = 'client' | 'expert' | 'guest';
