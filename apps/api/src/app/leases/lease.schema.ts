import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';

/** Work that one process does for all, and the process that currently does it. */
@Schema({ collection: 'leases', versionKey: false })
export class LeaseRow {
  /** Name of the work. */
  @Prop({ type: String, required: true })
  _id: string;

  /** Random id of that process. */
  @Prop({ type: String, required: true })
  owner: string;

  /** After this, by the database's clock, any process may take it. */
  @Prop({ type: Date, required: true })
  until: Date;
}

export const LeaseRowSchema = SchemaFactory.createForClass(LeaseRow);
