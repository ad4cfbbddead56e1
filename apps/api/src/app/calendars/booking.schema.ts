import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type {
  Answers,
  BookingEndReason,
  BookingStatus,
  EventLocation,
  HourCycle,
  Language,
} from '@expertbook/contracts';
import { Schema as MongooseSchema, Types } from 'mongoose';
import type { BUSY_CLAIM_FIELDS } from './booking-indexes';
import { addBookingIndexes } from './booking-indexes';

const Mixed = MongooseSchema.Types.Mixed;

/** A claim is a hold until a client books through it; `blocked` is time the expert keeps free. */
export type ClaimStatus = 'held' | 'blocked' | BookingStatus;

/** The event type of a block, which has none: an id that no document has. */
export const NO_EVENT_TYPE = new Types.ObjectId('000000000000000000000000');
export type Actor = 'client' | 'expert' | 'system';

/** One attendee of a booking. A single booking has exactly one, with the booking's own uid. */
@Schema({ _id: false, versionKey: false, minimize: false })
export class AttendeeRecord {
  @Prop({ type: String, required: true })
  uid: string;

  /** Uid of the entry in calendars: the first booking's in a chain of reschedules. */
  @Prop({ type: String, required: true })
  calendarUid: string;

  /** SHA-256 of every manage token that opens it, hex: its own and, after a reschedule, those of the bookings before. */
  @Prop({ type: [String], required: true })
  tokenHashes: string[];

  /** Those that were only in mails: their holder reads the mail of the address. Missing in older bookings. */
  @Prop({ type: [String], default: undefined })
  mailedHashes?: string[];

  @Prop({ type: String, required: true })
  status: BookingStatus;

  @Prop({ type: String, required: true })
  name: string;

  @Prop({ type: String, required: true })
  email: string;

  @Prop({ type: String, required: true })
  timeZone: string;

  /** Language of mails to them and their guests; missing in bookings from when all mails were English. */
  @Prop({ type: String })
  language?: Language;

  /** Hour cycle of their page; missing where it is unknown. */
  @Prop({ type: String })
  hourCycle?: HourCycle;

  @Prop({ type: String })
  region?: string;

  /** Email addresses of the client's guests; missing in bookings from before there were guests. */
  @Prop({ type: [String] })
  guests?: string[];

  /** Whether they have been notified, and therefore get every change: not before the expert has confirmed. */
  @Prop({ type: Boolean })
  guestsInvited?: boolean;

  @Prop({ type: Mixed, default: {} })
  answers: Answers;

  @Prop({ type: String, default: '' })
  notes: string;

  /** iTIP SEQUENCE (RFC 5546): rises with every change that calendars need. */
  @Prop({ type: Number, default: 0 })
  sequence: number;

  @Prop({ type: String, default: null })
  cancelReason: string | null;

  @Prop({ type: String, default: null })
  cancelledBy: 'client' | 'expert' | null;

  /** Deadline of a request; missing in others, and in requests of older versions until the sweeper gives them one. */
  @Prop({ type: Date })
  respondBy?: Date;

  /** When the expert is reminded of a request; gone once that is done. */
  @Prop({ type: Date })
  remindAt?: Date;

  /** SHA-256 of the tokens in the mails to the expert that answer this one request, hex. */
  @Prop({ type: [String], default: undefined })
  answerHashes?: string[];

  /** Why it ended, where neither client nor expert ended it. */
  @Prop({ type: String })
  endReason?: BookingEndReason;

  /** Uids of the neighbours in a chain of reschedules. */
  @Prop({ type: String, default: null })
  rescheduledTo: string | null;

  @Prop({ type: String, default: null })
  rescheduledFrom: string | null;

  @Prop({ type: Date, required: true })
  createdAt: Date;

  /** Since when it contains no personal data. */
  @Prop({ type: Date })
  erasedAt?: Date;
}
const AttendeeRecordSchema = SchemaFactory.createForClass(AttendeeRecord);

export interface HistoryEntry {
  at: Date;
  uid: string;
  status: BookingStatus;
  by: Actor;
}

/** A hold's own facts; gone once it has become a booking. */
export interface HoldFacts {
  /** SHA-256 of the hold token, hex. */
  tokenHash: string;
  /** Keyed hash of the holder's address, for limits; never the address. */
  client: string;
  /** Keyed hash of the wide network of that address, for limits; missing in older holds. */
  network?: string;
  /** Keyed hash of the visit's id, for limits; missing without one. */
  session?: string;
  createdAt: Date;
}

/** An exclusive claim on an expert's time: a hold, a block, a booking or a group session. Instants are UTC. */
@Schema({ collection: 'bookings', versionKey: false, minimize: false })
export class BookingRecord {
  _id: Types.ObjectId;

  @Prop({ type: Types.ObjectId, required: true })
  expertId: Types.ObjectId;

  @Prop({ type: Types.ObjectId, required: true })
  eventTypeId: Types.ObjectId;

  @Prop({ type: String, required: true })
  status: ClaimStatus;

  /** Whether it claims its time; the claim index covers exactly the live ones. Becomes false some days after the end. */
  @Prop({ type: Boolean, required: true })
  live: boolean;

  @Prop({ type: Date, required: true })
  start: Date;

  @Prop({ type: Date, required: true })
  end: Date;

  /** Minutes. */
  @Prop({ type: Number, required: true })
  duration: number;

  /** The padded interval, with the buffers of its event type at the time of booking. */
  @Prop({ type: Date, required: true })
  padStart: Date;

  @Prop({ type: Date, required: true })
  padEnd: Date;

  /** Every 5-minute step the padded interval touches, counted from the epoch. */
  @Prop({ type: [Number], required: true })
  buckets: number[];

  /** Title at the time of booking; calendars keep it. */
  @Prop({ type: String, required: true })
  title: string;

  @Prop({ type: String, required: true })
  slug: string;

  @Prop({ type: Mixed, required: true })
  location: EventLocation;

  @Prop({ type: String, default: null })
  meetingUrl: string | null;

  /** Seats, and how many of them are occupied by live attendees. */
  @Prop({ type: Number, default: 1 })
  seats: number;

  @Prop({ type: Number, default: 1 })
  seatsTaken: number;

  @Prop({ type: [AttendeeRecordSchema], default: [] })
  attendees: AttendeeRecord[];

  /** See `searchWords`; none in blocks, missing in holds and in documents of older versions. */
  @Prop({ type: [String], default: undefined })
  search?: string[];

  @Prop({ type: Mixed, default: [] })
  history: HistoryEntry[];

  /** Only while held: after it the claim is void. */
  @Prop({ type: Date, default: null })
  expiresAt: Date | null;

  @Prop({ type: Mixed, default: null })
  hold: HoldFacts | null;

  @Prop({ type: Date, required: true })
  createdAt: Date;
}

export const BookingRecordSchema = SchemaFactory.createForClass(BookingRecord);

addBookingIndexes(BookingRecordSchema);

/** The fields of a live claim that decisions about times need. */
export type BusyClaim = Pick<BookingRecord, keyof typeof BUSY_CLAIM_FIELDS>;
