import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { AvailabilityReason } from '@expertbook/contracts';
import type { BusyClaim } from './booking.schema';
import { Schema as MongooseSchema, Types } from 'mongoose';

/** What one transaction did to a calendar; instants are padded, half-open. */
export interface CalendarChange {
  reason: AvailabilityReason;
  taken: [start: Date, end: Date][];
  freed: [start: Date, end: Date][];
  /** Bookings whose visible data changed, for the expert's live view. */
  bookingIds: Types.ObjectId[];
  /**
   * The claims it put. Present where they and `freed`, the claims it removed, are the whole change: the claims of this revision then follow
   * from those of the previous one. Absent where they must be read again.
   */
  put?: BusyClaim[];
}

/**
 * One document per expert, written first in every transaction that changes what is bookable. It serialises writers,
 * and its `revision` orders the pushes.
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
