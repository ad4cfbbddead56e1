import type { IsoInstant } from './time';

/** What a calendar feed shows of each booking: everything the expert knows of it, or only that the time is taken. */
export const FEED_DETAILS = ['full', 'busy'] as const;
export type FeedDetails = (typeof FEED_DETAILS)[number];

/** A secret address by which calendar programs subscribe to an expert's bookings. The address itself is not in it. */
export interface CalendarFeed {
  id: string;
  details: FeedDetails;
  /** Whom or what it is for; may be empty. */
  note: string;
  createdAt: IsoInstant;
  /** When a program last read it, to the hour; null = never. */
  lastReadAt: IsoInstant | null;
}

export interface CreateCalendarFeedRequest {
  details: FeedDetails;
  note?: string;
}

/** The addresses of a feed. They are in this response only. */
export interface FeedAddresses {
  /** For programs that ask for an address. */
  url: string;
  /** The same with the scheme `webcal:`, which opens a calendar program. */
  webcal: string;
}

export type CreatedCalendarFeed = CalendarFeed & FeedAddresses;

/** Which bookings a client's feed has: all with this expert, or this one with what it is rescheduled to. */
export const CLIENT_FEED_SCOPES = ['all', 'booking'] as const;
export type ClientFeedScope = (typeof CLIENT_FEED_SCOPES)[number];

export interface ClientFeed extends FeedAddresses {
  scope: ClientFeedScope;
}
