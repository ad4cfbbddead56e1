import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { Types } from 'mongoose';
import type { Environment } from '../config/environment';

/** Replaces a deleted account's address; undeliverable (RFC 2606, 2). */
export const DELETED_ACCOUNT_EMAIL = 'nobody@deleted.invalid';

/** A user: the owner of an account. */
@Schema({ collection: 'users', versionKey: false })
export class User {
  _id: Types.ObjectId;

  @Prop({ type: String, required: true })
  name: string;

  /** As typed. */
  @Prop({ type: String, required: true })
  email: string;

  /** Lower case, compared at sign-in. A placeholder, not an address, while `unverifiedEmailKey` exists. */
  @Prop({ type: String, required: true, unique: true })
  emailKey: string;

  /**
   * The `emailKey` after verification of the address. Several accounts may have one unverified address.
   * Accounts without it are verified, including those from before verification existed.
   */
  @Prop({ type: String })
  unverifiedEmailKey?: string;

  /** When the current address was verified; missing where no mail can be sent. */
  @Prop({ type: Date })
  emailVerifiedAt?: Date;

  /** Accepted only because there was no account yet (see registration/): void once there is one. */
  @Prop({ type: Boolean })
  isFirstCandidate?: boolean;

  /** argon2id, PHC string. */
  @Prop({ type: String, required: true })
  passwordHash: string;

  @Prop({ type: Date, required: true })
  createdAt: Date;

  /** Set on the remains of a deleted account: no name, no address, no password. */
  @Prop({ type: Date })
  deletedAt?: Date;
}

export const UserSchema = SchemaFactory.createForClass(User);
UserSchema.index({ unverifiedEmailKey: 1 }, { name: 'unverified_addresses', sparse: true });

/** The `emailKey` of an account whose address is not verified: unique, and not an address. */
export function placeholderKey(userId: Types.ObjectId): string {
  return `unverified:${userId.toHexString()}`;
}

/** Whether the account's address is verified, or needs no verification because no mail is sent (`verifiesEmail` is false). */
export function isVerified(
  { unverifiedEmailKey }: Pick<User, 'unverifiedEmailKey'>,
  { verifiesEmail }: Pick<Environment, 'verifiesEmail'>,
): boolean {
  return !verifiesEmail || unverifiedEmailKey === undefined;
}
