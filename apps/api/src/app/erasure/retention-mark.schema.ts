import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';

/** Progress of the erasure of past clients. */
@Schema({ collection: 'retention_marks', versionKey: false })
export class RetentionMark {
  @Prop({ type: String, required: true })
  _id: string;

  /** All bookings that ended before are erased. */
  @Prop({ type: Date, required: true })
  until: Date;
}

export const RetentionMarkSchema = SchemaFactory.createForClass(RetentionMark);
