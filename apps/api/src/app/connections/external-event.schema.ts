import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import { Types } from 'mongoose';

/** One occurrence of an event in a connected calendar: only its time and what decides whether it counts. */
@Schema({ collection: 'external_events', versionKey: false })
export class ExternalEventRecord {
  _id: Types.ObjectId;

  @Prop({ type: Types.ObjectId, required: true })
  calendarId: Types.ObjectId;

  /** Opaque: a hash of the provider's id of what it belongs to. */
  @Prop({ type: String, required: true })
  resource: string;

  @Prop({ type: Date, required: true })
  start: Date;

  @Prop({ type: Date, required: true })
  end: Date;

  @Prop({ type: Boolean, required: true })
  allDay: boolean;

  /** Marked as free. */
  @Prop({ type: Boolean, required: true })
  free: boolean;

  @Prop({ type: Boolean, required: true })
  tentative: boolean;
}

export const ExternalEventRecordSchema = SchemaFactory.createForClass(ExternalEventRecord);
ExternalEventRecordSchema.index({ calendarId: 1, start: 1, end: 1 }, { name: 'external_events_by_time' });
ExternalEventRecordSchema.index({ calendarId: 1, resource: 1 }, { name: 'external_events_of_resource' });
