import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import { Types } from 'mongoose';

/**
 * The effect of a mailed link: `verify` verifies the address of a registration, `change` a new address, `stop`
 * restores the earlier address.
 */
export type EmailLinkPurpose = 'verify' | 'change' | 'stop';

/** A secret that was mailed to an address: its holder can read that mailbox. */
@Schema({ collection: 'email_links', versionKey: false })
export class EmailLink {
  /** SHA-256 of the token, hex. */
  @Prop({ type: String, required: true })
  _id: string;

  @Prop({ type: Types.ObjectId, required: true, index: true })
  userId: Types.ObjectId;

  @Prop({ type: String, required: true })
  purpose: EmailLinkPurpose;

  /** The address it was mailed to and verifies, as typed. */
  @Prop({ type: String, required: true })
  email: string;

  @Prop({ type: Date, required: true })
  createdAt: Date;

  @Prop({ type: Date, required: true, index: { name: 'ended_email_links', expireAfterSeconds: 0 } })
  expiresAt: Date;
}

export const EmailLinkSchema = SchemaFactory.createForClass(EmailLink);
