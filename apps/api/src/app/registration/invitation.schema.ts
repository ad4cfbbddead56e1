import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import { Types } from 'mongoose';

const DAY_SECONDS = 86_400;
/** How long an expired invitation stays in the owner's list. */
const KEPT_DAYS = 30;

/** Lets one person open an account. */
@Schema({ collection: 'invitations', versionKey: false })
export class InvitationRecord {
  _id: Types.ObjectId;

  /** SHA-256 of the secret, hex. */
  @Prop({ type: String, required: true, unique: true })
  tokenHash: string;

  /** The only address that may use it; null = any. */
  @Prop({ type: String, default: null })
  email: string | null;

  @Prop({ type: Types.ObjectId, required: true })
  createdBy: Types.ObjectId;

  @Prop({ type: Date, required: true })
  createdAt: Date;

  @Prop({
    type: Date,
    required: true,
    index: { name: 'ended_invitations', expireAfterSeconds: KEPT_DAYS * DAY_SECONDS },
  })
  expiresAt: Date;

  @Prop({ type: Date, default: null })
  usedAt: Date | null;

  /** The account that was opened with it. */
  @Prop({ type: Types.ObjectId, default: null, index: true })
  usedBy: Types.ObjectId | null;
}

export const InvitationRecordSchema = SchemaFactory.createForClass(InvitationRecord);
