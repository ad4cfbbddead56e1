import type { Language } from './accounts';

/** When a message about a booking is sent. `cancelled` and `no_show` are sent at once. */
export const MESSAGE_TRIGGERS = [
  'before_start',
  'after_booking',
  'after_end',
  'cancelled',
  'no_show',
] as const;
export type MessageTrigger = (typeof MESSAGE_TRIGGERS)[number];

export const MESSAGE_RECIPIENTS = ['client', 'guests', 'expert'] as const;
export type MessageRecipient = (typeof MESSAGE_RECIPIENTS)[number];

export const MESSAGE_CHANNELS = ['mail'] as const;
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number];

/** Maximum of messages of one event type. */
export const MAX_MESSAGES = 10;
/** Maximum distance of a message from the booking's start, end or creation: 30 days. */
export const MAX_MESSAGE_MINUTES = 43_200;
export const MAX_MESSAGE_SUBJECT_LENGTH = 150;
export const MAX_MESSAGE_BODY_LENGTH = 2000;

/** Variables of subjects and bodies, written `{{client_name}}`. Dates and times are those of the reader. */
export const MESSAGE_VARIABLES = [
  'client_name',
  'expert_name',
  'event_title',
  'date',
  'time',
  'time_zone',
  'duration',
  'location',
] as const;
export type MessageVariable = (typeof MESSAGE_VARIABLES)[number];

/** A text with variables. The body is plain text of several lines. */
export interface MessageText {
  subject: string;
  body: string;
}

/** A reminder or follow-up of an event type. */
export interface ScheduledMessage {
  /** Stable while the message exists: it is sent once per booking and recipient. */
  id: string;
  trigger: MessageTrigger;
  /** Minutes before the start or after the booking or the end; 0 for the triggers that are sent at once. */
  minutes: number;
  recipient: MessageRecipient;
  channel: MessageChannel;
  /** Own texts by language; the product's own text for every other language. */
  texts: Partial<Record<Language, MessageText>>;
}

/** Until an expert changes the messages of an event type: 24 hours and 1 hour before the start, to the client. */
export const DEFAULT_MESSAGES: readonly ScheduledMessage[] = [
  {
    id: 'day-before',
    trigger: 'before_start',
    minutes: 1440,
    recipient: 'client',
    channel: 'mail',
    texts: {},
  },
  {
    id: 'hour-before',
    trigger: 'before_start',
    minutes: 60,
    recipient: 'client',
    channel: 'mail',
    texts: {},
  },
];

/** The messages of one event type. */
export interface EventTypeMessages {
  items: ScheduledMessage[];
  /** Whether the expert has not changed them. */
  isDefault: boolean;
}

/** The product's own texts, by trigger and reader; guests get those of the client. */
export type DefaultMessageTexts = Record<
  MessageTrigger,
  Record<'client' | 'expert', Record<Language, MessageText>>
>;

/** The expert's daily mail with the bookings of the day. */
export interface DailyAgenda {
  /** Local hour in the expert's time zone, 0 to 23; null = none. */
  hour: number | null;
}

/** Whether reminders from one expert to one address are stopped. */
export interface ReminderStop {
  expert: { name: string; handle: string };
  isStopped: boolean;
}

/** Header with the token of the link in a reminder. */
export const REMINDER_TOKEN_HEADER = 'X-Reminder-Token';
