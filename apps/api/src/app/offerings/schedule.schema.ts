import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { DateOverride, OutOfOffice, WeeklyHours } from '@expertbook/contracts';
import { Schema as MongooseSchema, Types } from 'mongoose';

/** Named weekly hours of an expert in one zone. */
@Schema({ collection: 'schedules', versionKey: false, minimize: false })
export class ScheduleRecord {
  _id: Types.ObjectId;

  @Prop({ type: Types.ObjectId, required: true, index: true })
  expertId: Types.ObjectId;

  @Prop({ type: String, required: true })
  name: string;

  @Prop({ type: String, required: true })
  timeZone: string;

  @Prop({ type: MongooseSchema.Types.Mixed, required: true })
  weekly: WeeklyHours;

  @Prop({ type: MongooseSchema.Types.Mixed, default: [] })
  overrides: DateOverride[];

  @Prop({ type: MongooseSchema.Types.Mixed, default: [] })
  outOfOffice: OutOfOffice[];

  @Prop({ type: Boolean, required: true })
  isDefault: boolean;
}

export const ScheduleRecordSchema = SchemaFactory.createForClass(ScheduleRecord);
ScheduleRecordSchema.index(
  { expertId: 1, isDefault: 1 },
  { name: 'one_default_schedule', unique: true, partialFilterExpression: { isDefault: true } },
);
