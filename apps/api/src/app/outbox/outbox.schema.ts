import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import { Schema as MongooseSchema, Types } from 'mongoose';

export type OutboxState = 'waiting' | 'done' | 'failed';

const DAY_SECONDS = 86_400;
/** How long finished rows stay to be looked at. */
export const DONE_TTL_DAYS = 7;
export const FAILED_TTL_DAYS = 30;

/** Something to do after a transaction has committed, written inside it. Instants are UTC. */
@Schema({ collection: 'outbox', versionKey: false, minimize: false })
export class OutboxRow {
  _id: Types.ObjectId;

  /** Chooses the handler. */
  @Prop({ type: String, required: true })
  topic: string;

  /** Idempotency key: the same key is done once. */
  @Prop({ type: String, required: true, unique: true })
  key: string;

  /** All the handler needs; emptied once done, because it holds personal data. */
  @Prop({ type: MongooseSchema.Types.Mixed, required: true })
  payload: Record<string, unknown>;

  @Prop({ type: String, required: true, default: 'waiting' })
  state: OutboxState;

  /** Claims so far. */
  @Prop({ type: Number, required: true, default: 0 })
  attempts: number;

  @Prop({ type: Date, required: true })
  dueAt: Date;

  /** Random name of the claim it is under, shared by the rows claimed together. */
  @Prop({ type: String })
  claim?: string;

  /** Nobody else may claim it before; in the past when nobody has it. */
  @Prop({ type: Date, required: true })
  lockedUntil: Date;

  /** A code such as `ECONNREFUSED`, never a message: messages name people. */
  @Prop({ type: String, default: null })
  lastError: string | null;

  @Prop({ type: Date, required: true })
  createdAt: Date;

  @Prop({ type: Date })
  doneAt?: Date;

  @Prop({ type: Date })
  failedAt?: Date;
}

export const OutboxRowSchema = SchemaFactory.createForClass(OutboxRow);

OutboxRowSchema.index(
  { dueAt: 1, topic: 1, lockedUntil: 1 },
  { name: 'due', partialFilterExpression: { state: 'waiting' } },
);
OutboxRowSchema.index(
  { doneAt: 1 },
  { name: 'forget_done', expireAfterSeconds: DONE_TTL_DAYS * DAY_SECONDS },
);
OutboxRowSchema.index(
  { failedAt: 1 },
  { name: 'forget_failed', expireAfterSeconds: FAILED_TTL_DAYS * DAY_SECONDS },
);
