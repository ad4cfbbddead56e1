import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import { Types } from 'mongoose';

/** A handle that is reserved for a while, because links to its former owner still exist. */
@Schema({ collection: 'reserved_handles', versionKey: false })
export class ReservedHandle {
  /** SHA-256 of the handle, hex: it may be a personal name. */
  @Prop({ type: String, required: true })
  _id: string;

  /** Who gave it up and can have it back; missing where the account is gone. */
  @Prop({ type: Types.ObjectId })
  expertId?: Types.ObjectId;

  @Prop({ type: Date, required: true })
  until: Date;
}

export const ReservedHandleSchema = SchemaFactory.createForClass(ReservedHandle);
ReservedHandleSchema.index({ until: 1 }, { name: 'forget', expireAfterSeconds: 0 });
