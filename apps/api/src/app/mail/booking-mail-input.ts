import type {
  Attendee,
  EventLocation,
  EventTypeMark,
  ExpertNotifications,
  HourCycle,
  Language,
} from '@expertbook/contracts';

/** Everything the mails of one change of a booking are made of: a snapshot, so that nothing need be read later. */
export interface BookingMailInput {
  bookingUid: string;
  /**
   * Uid of the entry in people's calendars: that of the first booking in a chain of reschedules, so that calendars move
   * the entry in place. `bookingUid` when left out.
   */
  calendarUid?: string;
  /** Whether the expert has yet to confirm it; only asked with `rescheduled`. False when left out. */
  pending?: boolean;
  title: string;
  /** Of the event type; the mail shows none without it. */
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
    /** `#rrggbb`; the mail has the product's own without it. */
    brandColor?: string;
    /** Of the photo; without it the mail shows none. */
    photoVersion?: string;
  };
  /** What the expert wants to hear of; all of it where nothing is said. */
  notifications?: Partial<ExpertNotifications>;
  /** Their guests' mails are in their language and writing too; without a language in the expert's. */
  attendee: Attendee;
  /** Email addresses of those the client invited; none when left out. */
  guests?: string[];
  /** Whether they know of the booking, so must hear of this change. False when left out. */
  guestsInvited?: boolean;
  /** Ticked and unticked boxes as booleans. */
  answers: { label: string; value: string | boolean }[];
  notes: string;
  /** Whether the client's address is known to be theirs: if not, a stranger may have typed it. False when left out. */
  clientProven?: boolean;
  /** The client's own token in the clear; sealed before it is stored. Null = the mail has no manage link. */
  manageToken: string | null;
  /** Until then the expert may respond; only while it waits for them. */
  respondBy?: Date;
  /** Answers the request, in the clear; sealed before it is stored. Only for the expert; none where nothing is asked of them. */
  answerToken?: string | null;
  reason: string | null;
  /** The expert's account is being deleted: there is no page of theirs to link to. */
  expertLeaves?: true;
  cancelledBy: 'client' | 'expert' | null;
  /** Who moved it; the client when left out. Only with `rescheduled`. */
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
