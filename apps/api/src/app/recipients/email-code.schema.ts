import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import { Schema as MongooseSchema } from 'mongoose';

/** The code that was last sent to an address. */
@Schema({ collection: 'email_codes', versionKey: false, minimize: false })
export class EmailCode {
  /** Keyed hash of the address. */
  @Prop({ type: String, required: true })
  _id: string;

  /** Keyed hash of address and code. */
  @Prop({ type: String, required: true })
  codeHash: string;

  @Prop({ type: Date, required: true })
  sentAt: Date;

  /** The code is valid until then, and no other one is sent. */
  @Prop({ type: Date, required: true, index: { name: 'ended_codes', expireAfterSeconds: 0 } })
  expiresAt: Date;

  /** Wrong attempts: in total, and by the keyed hash of the client's network. */
  @Prop({ type: Number, required: true })
  tries: number;

  @Prop({ type: MongooseSchema.Types.Mixed, default: {} })
  triesBy: Record<string, number>;
}

export const EmailCodeSchema = SchemaFactory.createForClass(EmailCode);
