import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { ExpertNotifications, Language } from '@expertbook/contracts';
import { Schema as MongooseSchema, Types } from 'mongoose';

/** A user who publishes event types; `_id` is the `expertId` of everything else. */
@Schema({ collection: 'experts', versionKey: false })
export class Expert {
  _id: Types.ObjectId;

  @Prop({ type: Types.ObjectId, required: true, unique: true })
  userId: Types.ObjectId;

  @Prop({ type: String, required: true, unique: true })
  handle: string;

  @Prop({ type: String, required: true })
  name: string;

  @Prop({ type: String, default: '' })
  headline: string;

  @Prop({ type: String, default: '' })
  bio: string;

  @Prop({ type: String, required: true })
  timeZone: string;

  @Prop({ type: String })
  brandColor?: string | null;

  @Prop({ type: String })
  language?: Language;

  @Prop({ type: [String], default: undefined })
  allowedSites?: string[];

  @Prop({ type: MongooseSchema.Types.Mixed })
  notifications?: Partial<ExpertNotifications>;

  @Prop({ type: [String], default: undefined })
  previousHandles?: string[];

  @Prop({ type: Date, required: true })
  createdAt: Date;
}

export const ExpertSchema = SchemaFactory.createForClass(Expert);
