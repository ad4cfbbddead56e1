import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { Types } from 'mongoose';

/** Somebody with an account. */
@Schema({ collection: 'users', versionKey: false })
export class User {
  _id: Types.ObjectId;

  @Prop({ type: String, required: true })
  name: string;

  /** As typed. */
  @Prop({ type: String, required: true })
  email: string;

  /** Lower case, what sign-in compares. */
  @Prop({ type: String, required: true, unique: true })
  emailKey: string;

  /** argon2id, PHC string. */
  @Prop({ type: String, required: true })
  passwordHash: string;

  @Prop({ type: Date, required: true })
  createdAt: Date;
}

export const UserSchema = SchemaFactory.createForClass(User);
