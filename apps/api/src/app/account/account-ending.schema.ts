import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { Language } from '@expertbook/contracts';
import { Types } from 'mongoose';

/** An expert's account that is closed and not yet deleted; removed with the last step. */
@Schema({ collection: 'account_endings', versionKey: false })
export class AccountEnding {
  /** The expert's id. */
  _id: Types.ObjectId;

  @Prop({ type: Types.ObjectId, required: true })
  userId: Types.ObjectId;

  /** Language of the expert's pages, for mails to clients without a language. */
  @Prop({ type: String, required: true })
  language: Language;

  @Prop({ type: String, required: true })
  timeZone: string;

  @Prop({ type: Date, required: true })
  createdAt: Date;
}

export const AccountEndingSchema = SchemaFactory.createForClass(AccountEnding);
