import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import { Schema as MongooseSchema } from 'mongoose';

const Mixed = MongooseSchema.Types.Mixed;

/** Bookings since the first of a window; past `endsAt` counting starts again. */
export interface CountWindow {
  hits: number;
  endsAt: Date;
}

/** An address of the mailbox whose owner has shown that they read mail to it. */
export interface ProvenAddress {
  /** Keyed hash of the address. */
  address: string;
  at: Date;
}

/**
 * State of a mailbox that bookings send mail to: how often it was booked with, over all processes, and which of its
 * addresses are verified. Keyed hashes only; the address cannot be read from it.
 */
@Schema({ collection: 'mail_recipients', versionKey: false, minimize: false })
export class MailRecipient {
  /** Keyed hash of the mailbox. */
  @Prop({ type: String, required: true })
  _id: string;

  @Prop({ type: Mixed })
  hour?: CountWindow;

  @Prop({ type: Mixed })
  day?: CountWindow;

  @Prop({ type: Mixed })
  proven?: ProvenAddress[];

  /** Of what was counted together last: how many had room. */
  @Prop({ type: Mixed })
  grants?: { ticket: string; count: number }[];

  /** From then on nothing of it counts any more. */
  @Prop({ type: Date, required: true, index: { name: 'forgotten_recipients', expireAfterSeconds: 0 } })
  forgetAt: Date;
}

export const MailRecipientSchema = SchemaFactory.createForClass(MailRecipient);
