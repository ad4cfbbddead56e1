import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';

const KEPT_SECONDS = 24 * 60 * 60;

/** A request with an Idempotency-Key, and its response once there is one. */
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

  /** Distinguishes this run of the request from an abandoned earlier one. */
  @Prop({ type: String, required: true })
  runId: string;

  /** The JSON of the response or error, encrypted: it contains a manage token and personal data. */
  @Prop({ type: String })
  outcome?: string;

  @Prop({ type: Date, required: true })
  startedAt: Date;

  /** Last heartbeat of the process that runs a long request; missing for a short one. */
  @Prop({ type: Date })
  aliveAt?: Date;
}

export const IdempotencyRowSchema = SchemaFactory.createForClass(IdempotencyRow);
IdempotencyRowSchema.index({ startedAt: 1 }, { name: 'forget', expireAfterSeconds: KEPT_SECONDS });
