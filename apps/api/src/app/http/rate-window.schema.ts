import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';

/** Hits of one client address on one route, over all processes, since the first of them. */
@Schema({ collection: 'rate_windows', versionKey: false })
export class RateWindow {
  /** Keyed hash of route and address: the address cannot be read from it. */
  @Prop({ type: String, required: true })
  _id: string;

  @Prop({ type: Number, required: true })
  hits: number;

  /** The window ends here, and counting restarts. */
  @Prop({ type: Date, required: true, index: { name: 'ended_windows', expireAfterSeconds: 0 } })
  endsAt: Date;
}

export const RateWindowSchema = SchemaFactory.createForClass(RateWindow);
