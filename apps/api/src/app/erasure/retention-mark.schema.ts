import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';

/** How far the clients of past bookings have been erased. */
@Schema({ collection: 'retention_marks', versionKey: false })
export class RetentionMark {
  @Prop({ type: String, required: true })
  _id: string;

  /** Of every booking that ended until then. */
  @Prop({ type: Date, required: true })
  until: Date;
}

export const RetentionMarkSchema = SchemaFactory.createForClass(RetentionMark);
