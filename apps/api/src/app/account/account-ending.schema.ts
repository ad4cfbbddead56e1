import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { Language } from '@expertbook/contracts';
import { Types } from 'mongoose';

/** An expert's account that is closed and not yet gone; removed with the last of it. */
@Schema({ collection: 'account_endings', versionKey: false })
export class AccountEnding {
  /** The expert's id. */
  _id: Types.ObjectId;

  @Prop({ type: Types.ObjectId, required: true })
  userId: Types.ObjectId;

  /** Of the expert's pages: of mails to clients who have named none. */
  @Prop({ type: String, required: true })
  language: Language;

  @Prop({ type: String, required: true })
  timeZone: string;

  @Prop({ type: Date, required: true })
  createdAt: Date;
}

export const AccountEndingSchema = SchemaFactory.createForClass(AccountEnding);
