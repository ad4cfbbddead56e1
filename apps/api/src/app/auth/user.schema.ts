import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { Types } from 'mongoose';
import type { Environment } from '../config/environment';

/** Replaces a deleted account's address; undeliverable (RFC 2606, 2). */
export const NOBODYS_EMAIL = 'nobody@deleted.invalid';

/** A user: the owner of an account. */
@Schema({ collection: 'users', versionKey: false })
export class User {
  _id: Types.ObjectId;

  @Prop({ type: String, required: true })
  name: string;

  /** As typed. */
  @Prop({ type: String, required: true })
  email: string;

  /** Lower case, what sign-in compares. A placeholder that is no address while `unverifiedEmailKey` is there. */
  @Prop({ type: String, required: true, unique: true })
  emailKey: string;

  /**
   * The `emailKey` after verification of the address. Several accounts may have one unverified address.
   * Accounts without it are verified, including those from before verification existed.
   */
  @Prop({ type: String })
  unverifiedEmailKey?: string;

  /** When the present address was proven; missing where no mail could leave. */
  @Prop({ type: Date })
  emailVerifiedAt?: Date;

  /** Registered only because there was no account yet (see registration/): nothing to anybody once there is one. */
  @Prop({ type: Boolean })
  isFirstCandidate?: boolean;

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
UserSchema.index({ unverifiedEmailKey: 1 }, { name: 'unverified_addresses', sparse: true });

/** The `emailKey` of an account whose address is not proven: unique, and no address. */
export function placeholderKey(userId: Types.ObjectId): string {
  return `unverified:${userId.toHexString()}`;
}

/** Whether the account's address is proven, or cannot be because no mail leaves (`verifiesEmail` is false). */
export function isVerified(
  { unverifiedEmailKey }: Pick<User, 'unverifiedEmailKey'>,
  { verifiesEmail }: Pick<Environment, 'verifiesEmail'>,
): boolean {
  return !verifiesEmail || unverifiedEmailKey === undefined;
}
