import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import { Types } from 'mongoose';

/** A single-use link to choose a new password. */
@Schema({ collection: 'password_resets', versionKey: false })
export class PasswordReset {
  /** SHA-256 of the token, hex. */
  @Prop({ type: String, required: true })
  _id: string;

  @Prop({ type: Types.ObjectId, required: true, index: true })
  userId: Types.ObjectId;

  @Prop({ type: Date, required: true, index: { name: 'ended_resets', expireAfterSeconds: 0 } })
  expiresAt: Date;
}

export const PasswordResetSchema = SchemaFactory.createForClass(PasswordReset);
