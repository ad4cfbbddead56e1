import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { AvailabilityReason } from '@expertbook/contracts';
import { Schema as MongooseSchema, Types } from 'mongoose';

/** What one transaction did to a calendar; instants are padded, half-open. */
export interface CalendarChange {
  reason: AvailabilityReason;
  taken: [start: Date, end: Date][];
  freed: [start: Date, end: Date][];
  /** Bookings whose public face changed, for the expert's own live view. */
  bookingIds: Types.ObjectId[];
}

/**
 * One document an expert, touched first in every transaction that changes what is bookable. It serialises writers, and
 * its `revision` orders the pushes.
 */
@Schema({ collection: 'calendars', versionKey: false })
export class Calendar {
  /** The expert's id. */
  _id: Types.ObjectId;

  @Prop({ type: Number, required: true })
  revision: number;

  @Prop({ type: MongooseSchema.Types.Mixed })
  lastChange: CalendarChange;
}

export const CalendarSchema = SchemaFactory.createForClass(Calendar);
