import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';

/** Work that is done once in an installation. */
@Schema({ collection: 'workflow_marks', versionKey: false })
export class WorkflowMark {
  /** Name of the work. */
  @Prop({ type: String, required: true })
  _id: string;

  @Prop({ type: Date, required: true })
  doneAt: Date;
}

export const WorkflowMarkSchema = SchemaFactory.createForClass(WorkflowMark);
