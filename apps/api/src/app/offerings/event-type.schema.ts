import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type {
  BookingLimits,
  BookingWindow,
  EventLocation,
  EventTypeIcon,
  EventTypeSettings,
  Question,
  SlotView,
} from '@expertbook/contracts';
import { EVENT_TYPE_DEFAULTS } from '@expertbook/contracts';
import { Schema as MongooseSchema, Types } from 'mongoose';

const Mixed = MongooseSchema.Types.Mixed;

/** A service that an expert offers. All minutes are multiples of 5. */
@Schema({ collection: 'event_types', versionKey: false, minimize: false })
export class EventTypeRecord implements Omit<EventTypeSettings, 'scheduleId'> {
  _id: Types.ObjectId;

  @Prop({ type: Types.ObjectId, required: true })
  expertId: Types.ObjectId;

  @Prop({ type: String, required: true })
  slug: string;

  @Prop({ type: String, required: true })
  title: string;

  @Prop({ type: String, default: '' })
  description: string;

  @Prop({ type: [Number], required: true })
  durations: number[];

  @Prop({ type: Mixed, required: true })
  location: EventLocation;

  @Prop({ type: Number, required: true })
  bufferBefore: number;

  @Prop({ type: Number, required: true })
  bufferAfter: number;

  @Prop({ type: Number, required: true })
  minimumNotice: number;

  @Prop({ type: Mixed, required: true })
  window: BookingWindow;

  @Prop({ type: Number, default: null })
  slotInterval: number | null;

  @Prop({ type: Mixed, required: true })
  limits: BookingLimits;

  @Prop({ type: Mixed, default: [] })
  questions: Question[];

  @Prop({ type: Boolean, required: true })
  requiresConfirmation: boolean;

  /** Missing in documents from before requests had a deadline. */
  @Prop({ type: Number, default: EVENT_TYPE_DEFAULTS.responseHours })
  responseHours: number;

  /** Missing in documents from before addresses were verified by code. */
  @Prop({ type: Boolean, default: false })
  requiresEmailCode: boolean;

  @Prop({ type: Number, required: true })
  seats: number;

  @Prop({ type: Boolean, default: true })
  guestsAllowed: boolean;

  @Prop({ type: String, default: 'month' })
  defaultView: SlotView;

  /** Null = the expert's default schedule. */
  @Prop({ type: Types.ObjectId, default: null })
  scheduleId: Types.ObjectId | null;

  @Prop({ type: Boolean, required: true })
  hidden: boolean;

  @Prop({ type: Boolean, default: false })
  private: boolean;

  @Prop({ type: Boolean, required: true })
  active: boolean;

  @Prop({ type: String, default: null })
  redirectUrl: string | null;

  @Prop({ type: String, default: null })
  color: string | null;

  @Prop({ type: String, default: null })
  icon: EventTypeIcon | null;

  @Prop({ type: String, default: '' })
  group: string;

  @Prop({ type: Boolean, default: false })
  featured: boolean;

  /** Ascending position in lists. */
  @Prop({ type: Number, required: true })
  position: number;

  /** Removed event types are kept for their bookings; their slug is free again. */
  @Prop({ type: Date, default: null })
  deletedAt: Date | null;
}

export const EventTypeRecordSchema = SchemaFactory.createForClass(EventTypeRecord);
EventTypeRecordSchema.index(
  { expertId: 1, slug: 1 },
  { name: 'slug_once_an_expert', unique: true, partialFilterExpression: { deletedAt: null } },
);
/** Includes removed ones, which their bookings need. */
EventTypeRecordSchema.index({ expertId: 1, position: 1 }, { name: 'event_types_of_expert' });

/** The order of an expert's event types. */
export const EVENT_TYPE_ORDER = { position: 1, _id: 1 } as const;
