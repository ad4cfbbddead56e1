import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import { Types } from 'mongoose';

/**
 * The busy time of a connected calendar in one month, merged: derived from its events and the expert's choices, and written in
 * the same transaction. What is read for deciding about times is this one document and not some thousand events.
 */
@Schema({ collection: 'external_busy', versionKey: false })
export class ExternalBusy {
  _id: Types.ObjectId;

  /** Of the connected calendar. */
  @Prop({ type: Types.ObjectId, required: true })
  calendarId: Types.ObjectId;

  /** UTC month, counted from January 1970. */
  @Prop({ type: Number, required: true })
  month: number;

  /** See `packBlocks`. */
  @Prop({ type: Buffer, required: true })
  blocks: Buffer;
}

export const ExternalBusySchema = SchemaFactory.createForClass(ExternalBusy);
ExternalBusySchema.index({ calendarId: 1, month: 1 }, { name: 'external_busy_month', unique: true });
