import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';

/** Work that one process does for all, and the process that has it. */
@Schema({ collection: 'leases', versionKey: false })
export class LeaseRow {
  /** Name of the work. */
  @Prop({ type: String, required: true })
  _id: string;

  /** Random name of the process that has it. */
  @Prop({ type: String, required: true })
  owner: string;

  /** After this, by the database's clock, any process may take it. */
  @Prop({ type: Date, required: true })
  until: Date;
}

export const LeaseRowSchema = SchemaFactory.createForClass(LeaseRow);
