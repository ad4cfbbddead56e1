import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { CalendarProvider } from '@expertbook/contracts';
import { Types } from 'mongoose';

/** An account or address of an expert that has calendars. */
@Schema({ collection: 'connections', versionKey: false })
export class ConnectionRecord {
  _id: Types.ObjectId;

  @Prop({ type: Types.ObjectId, required: true })
  expertId: Types.ObjectId;

  @Prop({ type: String, required: true })
  provider: CalendarProvider;

  @Prop({ type: String, required: true })
  name: string;

  @Prop({ type: String, default: null })
  account: string | null;

  /** What the adapter signs in with: JSON, encrypted. */
  @Prop({ type: String, required: true })
  access: string;

  @Prop({ type: Date, required: true })
  createdAt: Date;
}

export const ConnectionRecordSchema = SchemaFactory.createForClass(ConnectionRecord);
ConnectionRecordSchema.index({ expertId: 1, createdAt: 1 }, { name: 'connections_of_expert' });
