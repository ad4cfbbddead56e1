import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';

/** Hits of one client address on one route in one window, over all processes. The window begins with the first hit. */
@Schema({ collection: 'rate_windows', versionKey: false })
export class RateWindow {
  /** Keyed hash of route and address, from which the address cannot be read. */
  @Prop({ type: String, required: true })
  _id: string;

  @Prop({ type: Number, required: true })
  hits: number;

  /** End of the window, after which counting restarts. */
  @Prop({ type: Date, required: true, index: { name: 'ended_windows', expireAfterSeconds: 0 } })
  endsAt: Date;
}

export const RateWindowSchema = SchemaFactory.createForClass(RateWindow);
