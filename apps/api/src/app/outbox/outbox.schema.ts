import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import { Schema as MongooseSchema, Types } from 'mongoose';

/** `dropped`: not sent, for the reason in the row. */
export type OutboxState = 'waiting' | 'done' | 'failed' | 'dropped';
/**
 * `superseded`: a newer message was sent in its place; `never_announced`: it cancelled an unannounced booking. The
 * others are those of scheduled messages (docs/reminders.md).
 */
export const DROP_REASONS = [
  'superseded',
  'never_announced',
  'too_late',
  'cancelled',
  'rescheduled',
  'no_show',
  'not_confirmed',
  'message_removed',
  'recipient_stopped',
  'recipient_gone',
  'account_closed',
  'nothing_booked',
] as const;
export type DropReason = (typeof DROP_REASONS)[number];

const DAY_SECONDS = 86_400;
/** How long finished rows are kept for inspection. */
export const DONE_TTL_DAYS = 7;
export const FAILED_TTL_DAYS = 30;

/** Work to do after a transaction has committed, written inside it. Instants are UTC. */
@Schema({ collection: 'outbox', versionKey: false, minimize: false })
export class OutboxRow {
  _id: Types.ObjectId;

  /** Chooses the handler. */
  @Prop({ type: String, required: true })
  topic: string;

  /** Idempotency key: one key is handled once. */
  @Prop({ type: String, required: true, unique: true })
  key: string;

  /** The subject of the row, for one recipient: rows of one entry are handled in the order of their versions. */
  @Prop({ type: String })
  entry?: string;

  /** Rises with every change of the entry. */
  @Prop({ type: Number })
  version?: number;

  /** Everything the handler needs. Emptied once done or dropped, because it holds personal data. */
  @Prop({ type: MongooseSchema.Types.Mixed, required: true })
  payload: Record<string, unknown>;

  @Prop({ type: String, required: true, default: 'waiting' })
  state: OutboxState;

  /** Claims so far, without those that could not reach the server. */
  @Prop({ type: Number, required: true, default: 0 })
  attempts: number;

  /** Not before this time; later after every failure. */
  @Prop({ type: Date, required: true })
  dueAt: Date;

  /** When it was first due, which gives the time it has waited. Rows of older versions have none. */
  @Prop({ type: Date })
  since?: Date;

  /** Random id of the current claim, shared by the rows claimed together. */
  @Prop({ type: String })
  claim?: string;

  /** Not claimable before this time; in the past while the row is unclaimed. */
  @Prop({ type: Date, required: true })
  lockedUntil: Date;

  /** A code such as `ECONNREFUSED`, never a message: messages contain names. */
  @Prop({ type: String, default: null })
  lastError: string | null;

  /** Whether the last attempt failed because the server did not respond. */
  @Prop({ type: Boolean })
  unreachable?: boolean;

  @Prop({ type: Date, required: true })
  createdAt: Date;

  /** Why it was dropped. */
  @Prop({ type: String })
  reason?: DropReason;

  /** When it was done or dropped. */
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
// Over all rows of an entry, also settled ones, so that a row older than a settled one is found.
OutboxRowSchema.index({ entry: 1, version: 1 }, { name: 'entries', sparse: true });
OutboxRowSchema.index(
  { doneAt: 1 },
  { name: 'forget_done', expireAfterSeconds: DONE_TTL_DAYS * DAY_SECONDS },
);
OutboxRowSchema.index(
  { failedAt: 1 },
  { name: 'forget_failed', expireAfterSeconds: FAILED_TTL_DAYS * DAY_SECONDS },
);
