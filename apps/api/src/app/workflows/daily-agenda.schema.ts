import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import { Types } from 'mongoose';

/** An expert who gets the daily agenda. */
@Schema({ collection: 'daily_agendas', versionKey: false })
export class DailyAgendaRecord {
  /** Of the expert. */
  _id: Types.ObjectId;

  /** Local hour in the expert's zone, 0 to 23. */
  @Prop({ type: Number, required: true })
  hour: number;

  /** When the next one is due. */
  @Prop({ type: Date, required: true, index: { name: 'next_agendas' } })
  dueAt: Date;
}

export const DailyAgendaRecordSchema = SchemaFactory.createForClass(DailyAgendaRecord);
