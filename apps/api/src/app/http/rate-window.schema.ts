import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';

/** Hits of one client address on one route, over all processes, since the first of them. */
@Schema({ collection: 'rate_windows', versionKey: false })
export class RateWindow {
  /** Keyed hash of route and address: nobody reads an address from it. */
  @Prop({ type: String, required: true })
  _id: string;

  @Prop({ type: Number, required: true })
  hits: number;

  /** From then on counting starts anew. */
  @Prop({ type: Date, required: true, index: { name: 'ended_windows', expireAfterSeconds: 0 } })
  endsAt: Date;
}

export const RateWindowSchema = SchemaFactory.createForClass(RateWindow);
