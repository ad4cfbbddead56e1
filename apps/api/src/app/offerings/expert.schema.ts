import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type {
  ExpertNotifications,
  HourCycle,
  Language,
  ProfileLink,
  ProfileLook,
  SpokenLanguage,
  WeekStart,
} from '@expertbook/contracts';
import { Schema as MongooseSchema, Types } from 'mongoose';

/** What deciding about times needs of a connected calendar. */
export interface ExternalCalendar {
  calendarId: Types.ObjectId;
  /** Event types that its events close; null = all. */
  eventTypeIds: Types.ObjectId[] | null;
  /** Whether nothing may be offered, because it has not been read for too long. */
  isClosed: boolean;
}

/** A user who publishes event types; `_id` is the `expertId` of everything else. */
@Schema({ collection: 'experts', versionKey: false })
export class Expert {
  _id: Types.ObjectId;

  @Prop({ type: Types.ObjectId, required: true, unique: true })
  userId: Types.ObjectId;

  @Prop({ type: String, required: true, unique: true })
  handle: string;

  @Prop({ type: String, required: true })
  name: string;

  @Prop({ type: String, default: '' })
  headline: string;

  @Prop({ type: String, default: '' })
  bio: string;

  @Prop({ type: String, required: true })
  timeZone: string;

  @Prop({ type: String })
  brandColor?: string | null;

  @Prop({ type: String })
  look?: ProfileLook;

  @Prop({ type: String })
  place?: string;

  @Prop({ type: [String], default: undefined })
  spokenLanguages?: SpokenLanguage[];

  @Prop({ type: MongooseSchema.Types.Mixed })
  links?: ProfileLink[];

  @Prop({ type: String })
  note?: string;

  /** Last local date of the note; unset = no end. */
  @Prop({ type: String })
  noteUntil?: string | null;

  @Prop({ type: String })
  language?: Language;

  @Prop({ type: String })
  hourCycle?: HourCycle | null;

  @Prop({ type: Number })
  weekStart?: WeekStart | null;

  @Prop({ type: [String], default: undefined })
  allowedSites?: string[];

  @Prop({ type: MongooseSchema.Types.Mixed })
  notifications?: Partial<ExpertNotifications>;

  /** Newest first; at most {@link MAX_PREVIOUS_HANDLES}. */
  @Prop({ type: [String], default: undefined })
  previousHandles?: string[];

  /**
   * The current handle and all previous ones, so that one unique index keeps every link with its expert. Missing for
   * experts who have not changed their handle since the field exists: the index on `handle` protects those.
   */
  @Prop({ type: [String], default: undefined })
  handles?: string[];

  /** Version of the photo in `photos`; unset = no photo. */
  @Prop({ type: String })
  photoVersion?: string | null;

  /** Version of the cover in `covers`; unset = no cover. */
  @Prop({ type: String })
  coverVersion?: string | null;

  /** Connected calendars that take time; missing = none. Written by `connections` with the calendar's revision. */
  @Prop({ type: MongooseSchema.Types.Mixed })
  externalCalendars?: ExternalCalendar[];

  /** The connected calendar that confirmed bookings are written into; missing = none. Written like `externalCalendars`. */
  @Prop({ type: MongooseSchema.Types.ObjectId })
  bookingsCalendarId?: Types.ObjectId;

  @Prop({ type: Date, required: true })
  createdAt: Date;

  /** Set on the remaining document of a deleted account, which only its bookings refer to. */
  @Prop({ type: Date })
  deletedAt?: Date;
}

export const MAX_PREVIOUS_HANDLES = 10;

export const ExpertSchema = SchemaFactory.createForClass(Expert);
ExpertSchema.index({ handles: 1 }, { name: 'one_link_one_expert', unique: true, sparse: true });
ExpertSchema.index({ previousHandles: 1 }, { name: 'previous_handles', sparse: true });
