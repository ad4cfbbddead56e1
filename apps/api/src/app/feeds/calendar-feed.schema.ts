import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { ClientFeedScope, FeedDetails } from '@expertbook/contracts';
import { Schema as MongooseSchema, Types } from 'mongoose';

/** The client whose bookings a feed has. Their address is looked up, so that an erased client has none. */
export interface FeedClient {
  /** Of the booking for which the feed was made. */
  uid: string;
  /** Of its entry in calendars, over all reschedules. */
  calendarUid: string;
  scope: ClientFeedScope;
}

/** A secret address of bookings for calendar programs. Instants are UTC. */
@Schema({ collection: 'calendar_feeds', versionKey: false })
export class CalendarFeedRecord {
  _id: Types.ObjectId;

  @Prop({ type: Types.ObjectId, required: true })
  expertId: Types.ObjectId;

  /** Null = the expert's own feed, of all bookings. */
  @Prop({ type: MongooseSchema.Types.Mixed, default: null })
  client: FeedClient | null;

  @Prop({ type: String, required: true })
  details: FeedDetails;

  @Prop({ type: String, default: '' })
  note: string;

  /** SHA-256 of the token in the address, hex; the token itself is not stored. */
  @Prop({ type: String, required: true })
  tokenHash: string;

  @Prop({ type: Date, required: true })
  createdAt: Date;

  /** When it was last read, to the hour. */
  @Prop({ type: Date, default: null })
  lastReadAt: Date | null;
}

export const CalendarFeedRecordSchema = SchemaFactory.createForClass(CalendarFeedRecord);
CalendarFeedRecordSchema.index({ tokenHash: 1 }, { name: 'feed_token', unique: true });
CalendarFeedRecordSchema.index({ expertId: 1, createdAt: 1 }, { name: 'feeds_of_expert' });
/** One a client and chain of bookings: a new one replaces it. */
CalendarFeedRecordSchema.index(
  { 'client.calendarUid': 1 },
  {
    name: 'feed_of_client',
    unique: true,
    partialFilterExpression: { 'client.calendarUid': { $exists: true } },
  },
);
