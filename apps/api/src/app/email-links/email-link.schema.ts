import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import { Types } from 'mongoose';

/**
 * What a mailed link does: `verify` proves the address an account was registered with, `change` the one it is to have,
 * `stop` gives it its earlier one back.
 */
export type EmailLinkPurpose = 'verify' | 'change' | 'stop';

/** A secret that was mailed to an address: who has it can read that mailbox. */
@Schema({ collection: 'email_links', versionKey: false })
export class EmailLink {
  /** SHA-256 of the token, hex. */
  @Prop({ type: String, required: true })
  _id: string;

  @Prop({ type: Types.ObjectId, required: true, index: true })
  userId: Types.ObjectId;

  @Prop({ type: String, required: true })
  purpose: EmailLinkPurpose;

  /** Where it was mailed to: the address it proves, as typed. */
  @Prop({ type: String, required: true })
  email: string;

  @Prop({ type: Date, required: true })
  createdAt: Date;

  @Prop({ type: Date, required: true, index: { name: 'ended_email_links', expireAfterSeconds: 0 } })
  expiresAt: Date;
}

export const EmailLinkSchema = SchemaFactory.createForClass(EmailLink);
