import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import { Types } from 'mongoose';

/** A recipient who gets no reminders of one expert. Contains a hash of the address and not the address. */
@Schema({ collection: 'reminder_stops', versionKey: false })
export class ReminderStopRecord {
  _id: Types.ObjectId;

  @Prop({ type: Types.ObjectId, required: true })
  expertId: Types.ObjectId;

  /** See `reminderSubject`. */
  @Prop({ type: String, required: true })
  recipient: string;

  @Prop({ type: Date, required: true })
  createdAt: Date;
}

export const ReminderStopRecordSchema = SchemaFactory.createForClass(ReminderStopRecord);
ReminderStopRecordSchema.index({ expertId: 1, recipient: 1 }, { name: 'one_stop_a_recipient', unique: true });
