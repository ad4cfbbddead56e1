import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';

const KEPT_SECONDS = 24 * 60 * 60;

/** A request that came with an Idempotency-Key, and its answer once there is one. */
@Schema({ collection: 'idempotency_keys', versionKey: false })
export class IdempotencyRow {
  /** SHA-256 of route and key. */
  @Prop({ type: String, required: true })
  _id: string;

  /** SHA-256 of the body. */
  @Prop({ type: String, required: true })
  requestHash: string;

  @Prop({ type: String, required: true })
  state: 'running' | 'answered' | 'refused';

  /** Tells this try of the request from an abandoned one before it. */
  @Prop({ type: String, required: true })
  runId: string;

  /** The answer's or refusal's JSON, sealed: it holds a manage token and personal data. */
  @Prop({ type: String })
  outcome?: string;

  @Prop({ type: Date, required: true })
  startedAt: Date;

  /** When the process that runs a long request last said that it still does; missing on a short one. */
  @Prop({ type: Date })
  aliveAt?: Date;
}

export const IdempotencyRowSchema = SchemaFactory.createForClass(IdempotencyRow);
IdempotencyRowSchema.index({ startedAt: 1 }, { name: 'forget', expireAfterSeconds: KEPT_SECONDS });
