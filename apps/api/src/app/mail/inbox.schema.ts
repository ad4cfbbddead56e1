import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import { Types } from 'mongoose';

/** A mail kept for the development inbox instead of being sent. */
@Schema({ collection: 'inbox', versionKey: false })
export class InboxMail {
  _id: Types.ObjectId;

  @Prop({ type: String, required: true, unique: true })
  messageId: string;

  /** `Name <address>`, for display. */
  @Prop({ type: String, required: true })
  to: string;

  @Prop({ type: String, required: true })
  subject: string;

  @Prop({ type: String, required: true })
  text: string;

  @Prop({ type: String, required: true })
  html: string;

  /** The `.ics` file, if there is one. */
  @Prop({ type: String, default: null })
  calendar: string | null;

  /** METHOD of the `.ics` file. */
  @Prop({ type: String, default: null })
  method: string | null;

  @Prop({ type: Date, required: true })
  createdAt: Date;
}

export const InboxMailSchema = SchemaFactory.createForClass(InboxMail);
