import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import { Types } from 'mongoose';

/** A link name that nobody may take for a while, because people still have links to whoever had it. */
@Schema({ collection: 'reserved_handles', versionKey: false })
export class ReservedHandle {
  /** SHA-256 of the handle, hex: it may be somebody's name. */
  @Prop({ type: String, required: true })
  _id: string;

  /** Who gave it up and may have it back; missing where the account is gone. */
  @Prop({ type: Types.ObjectId })
  expertId?: Types.ObjectId;

  @Prop({ type: Date, required: true })
  until: Date;
}

export const ReservedHandleSchema = SchemaFactory.createForClass(ReservedHandle);
ReservedHandleSchema.index({ until: 1 }, { name: 'forget', expireAfterSeconds: 0 });
