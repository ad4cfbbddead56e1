import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { Types } from 'mongoose';

/** What stands in the place of a deleted account's address: reaches nobody (RFC 2606, 2). */
export const NOBODYS_EMAIL = 'nobody@deleted.invalid';

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

  /** Set on what is left of a deleted account: no name, no address, no password. */
  @Prop({ type: Date })
  deletedAt?: Date;
}

export const UserSchema = SchemaFactory.createForClass(User);
