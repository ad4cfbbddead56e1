import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import { Types } from 'mongoose';
import { hashToken } from '../tokens/random-token';

/** One signed-in browser: a family of refresh tokens of which only the newest is valid. */
@Schema({ collection: 'sessions', versionKey: false })
export class SessionRecord {
  /** The family id, random; the first part of each of its tokens. */
  @Prop({ type: String, required: true })
  _id: string;

  /** Names the session in access tokens and to its owner ({@link publicIdOf}); unset until the first refresh of an older one. */
  @Prop({ type: String, index: { name: 'session_by_public_id', sparse: true } })
  publicId?: string;

  @Prop({ type: Types.ObjectId, required: true, index: true })
  userId: Types.ObjectId;

  /** SHA-256 of the newest token, hex. */
  @Prop({ type: String, required: true })
  tokenHash: string;

  /** SHA-256 of the previous token; parallel tabs may still send it for a moment. */
  @Prop({ type: String, default: null })
  previousHash: string | null;

  @Prop({ type: Date, default: null })
  rotatedAt: Date | null;

  /** The user agent of the latest refresh, truncated. */
  @Prop({ type: String, default: '' })
  userAgent?: string;

  /** SHA-256 of the device cookie of its browser; unset in sessions older than that cookie until their next refresh. */
  @Prop({ type: String })
  deviceHash?: string;

  /** Client without a device cookie at the latest refresh: a keyed hash of its user agent and its network. */
  @Prop({ type: String, default: null })
  rotatedBy?: string | null;

  /** When a token of it was last refreshed; null for sessions older than this field. */
  @Prop({ type: Date, default: null })
  lastUsedAt?: Date | null;

  /** When the password was last entered in this session; unset = when it was opened. */
  @Prop({ type: Date })
  authenticatedAt?: Date;

  @Prop({ type: Date, required: true })
  createdAt: Date;

  @Prop({ type: Date, required: true, index: { name: 'ended_sessions', expireAfterSeconds: 0 } })
  expiresAt: Date;
}

export const SessionRecordSchema = SchemaFactory.createForClass(SessionRecord);

const PUBLIC_ID_LENGTH = 32;

/** Public name of a session: its family is half of a refresh token. 128 bits of its hash, hex. */
export function publicIdOf(family: string): string {
  return hashToken(family).slice(0, PUBLIC_ID_LENGTH);
}
