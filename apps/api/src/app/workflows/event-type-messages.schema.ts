import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { ScheduledMessage } from '@expertbook/contracts';
import { Schema as MongooseSchema, Types } from 'mongoose';

/** The messages of an event type whose expert has changed them; others have the default and no document. */
@Schema({ collection: 'event_type_messages', versionKey: false, minimize: false })
export class EventTypeMessagesRecord {
  /** Of the event type. */
  _id: Types.ObjectId;

  @Prop({ type: Types.ObjectId, required: true, index: { name: 'messages_of_expert' } })
  expertId: Types.ObjectId;

  @Prop({ type: MongooseSchema.Types.Mixed, required: true })
  messages: ScheduledMessage[];

  /** False once they are reset to the default. */
  @Prop({ type: Boolean, required: true })
  isOwn: boolean;

  /** Messages that were due before are not sent for this change. */
  @Prop({ type: Date, required: true })
  updatedAt: Date;
}

export const EventTypeMessagesRecordSchema = SchemaFactory.createForClass(EventTypeMessagesRecord);
