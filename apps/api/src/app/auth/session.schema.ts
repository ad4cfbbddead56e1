import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import { Types } from 'mongoose';

/** One signed-in browser: a family of refresh tokens of which only the newest counts. */
@Schema({ collection: 'sessions', versionKey: false })
export class SessionRecord {
  /** The family id, random; the first part of each of its tokens. */
  @Prop({ type: String, required: true })
  _id: string;

  @Prop({ type: Types.ObjectId, required: true, index: true })
  userId: Types.ObjectId;

  /** SHA-256 of the newest token, hex. */
  @Prop({ type: String, required: true })
  tokenHash: string;

  /** SHA-256 of the token before it; parallel tabs may still come with that one for a moment. */
  @Prop({ type: String, default: null })
  previousHash: string | null;

  @Prop({ type: Date, default: null })
  rotatedAt: Date | null;

  /** What the browser called itself when it last came, cut. */
  @Prop({ type: String, default: '' })
  userAgent?: string;

  /** When a token of it was last traded; null for sessions older than this field. */
  @Prop({ type: Date, default: null })
  lastUsedAt?: Date | null;

  @Prop({ type: Date, required: true })
  createdAt: Date;

  @Prop({ type: Date, required: true, index: { name: 'ended_sessions', expireAfterSeconds: 0 } })
  expiresAt: Date;
}

export const SessionRecordSchema = SchemaFactory.createForClass(SessionRecord);
