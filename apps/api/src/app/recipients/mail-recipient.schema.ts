import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import { Schema as MongooseSchema } from 'mongoose';

const Mixed = MongooseSchema.Types.Mixed;

/** Bookings in a window, which begins with the first of them; after `endsAt` counting restarts. */
export interface CountWindow {
  hits: number;
  endsAt: Date;
}

/** A verified address of the mailbox. */
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

  /** By ticket of a common update: how many bookings were accepted. */
  @Prop({ type: Mixed })
  grants?: { ticket: string; count: number }[];

  /** From then on nothing in it is valid any more. */
  @Prop({ type: Date, required: true, index: { name: 'forgotten_recipients', expireAfterSeconds: 0 } })
  forgetAt: Date;
}

export const MailRecipientSchema = SchemaFactory.createForClass(MailRecipient);
