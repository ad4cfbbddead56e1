import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { BookingLinkKind } from '@expertbook/contracts';
import { Types } from 'mongoose';

/** A secret link to one event type. Instants are UTC. */
@Schema({ collection: 'booking_links', versionKey: false })
export class BookingLinkRecord {
  _id: Types.ObjectId;

  @Prop({ type: Types.ObjectId, required: true })
  expertId: Types.ObjectId;

  @Prop({ type: Types.ObjectId, required: true })
  eventTypeId: Types.ObjectId;

  @Prop({ type: String, required: true })
  kind: BookingLinkKind;

  @Prop({ type: String, default: '' })
  note: string;

  /** SHA-256 of the secret, hex; the secret itself is not stored. */
  @Prop({ type: String, required: true })
  tokenHash: string;

  @Prop({ type: Date, default: null })
  expiresAt: Date | null;

  /** When a booking used it; only for `one_off` links. */
  @Prop({ type: Date, default: null })
  usedAt: Date | null;

  /** The attendee's uid of that booking, set with `usedAt`. */
  @Prop({ type: String, default: null })
  usedBy: string | null;

  @Prop({ type: Date, required: true })
  createdAt: Date;
}

export const BookingLinkRecordSchema = SchemaFactory.createForClass(BookingLinkRecord);
BookingLinkRecordSchema.index({ tokenHash: 1 }, { name: 'link_secret', unique: true });
BookingLinkRecordSchema.index({ eventTypeId: 1, createdAt: -1 }, { name: 'links_of_event_type' });
BookingLinkRecordSchema.index({ expertId: 1, _id: 1 }, { name: 'links_of_expert' });
