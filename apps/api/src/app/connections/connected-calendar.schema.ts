import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { StaleChoice, SyncFailure, WriteFailure } from '@expertbook/contracts';
import { Schema as MongooseSchema, Types } from 'mongoose';

/** The right of one process to read a calendar; others may take it after `until`. */
export interface SyncClaim {
  token: string;
  until: Date;
}

/** One calendar of a connection: the expert's choices, and the state of its reading. */
@Schema({ collection: 'connected_calendars', versionKey: false })
export class ConnectedCalendarRecord {
  _id: Types.ObjectId;

  @Prop({ type: Types.ObjectId, required: true })
  connectionId: Types.ObjectId;

  @Prop({ type: Types.ObjectId, required: true })
  expertId: Types.ObjectId;

  /** The provider's id or address of it, encrypted. */
  @Prop({ type: String, required: true })
  location: string;

  @Prop({ type: String, required: true })
  name: string;

  @Prop({ type: String, default: null })
  color: string | null;

  @Prop({ type: String, default: null })
  timeZone: string | null;

  @Prop({ type: Boolean, required: true })
  countsAsBusy: boolean;

  /** Null = all. */
  @Prop({ type: [MongooseSchema.Types.ObjectId], default: null })
  eventTypeIds: Types.ObjectId[] | null;

  @Prop({ type: Boolean, required: true })
  tentativeCounts: boolean;

  @Prop({ type: Boolean, required: true })
  freeCounts: boolean;

  @Prop({ type: String, required: true })
  whenStale: StaleChoice;

  /** Rises with every change of the choices: a read that began before decides again what counts. */
  @Prop({ type: Number, required: true })
  choices: number;

  /** Where the next read goes on, encrypted; null = it reads everything. */
  @Prop({ type: String, default: null })
  cursor: string | null;

  /** IANA name of the expert's zone at the last read. */
  @Prop({ type: String, default: null })
  readZone: string | null;

  @Prop({ type: Date, default: null })
  lastReadAt: Date | null;

  /** When everything was last read: series reach only so far ahead. */
  @Prop({ type: Date, default: null })
  fullReadAt: Date | null;

  @Prop({ type: String, default: null })
  failure: SyncFailure | null;

  /** Failed reads in a row. */
  @Prop({ type: Number, default: 0 })
  failures: number;

  @Prop({ type: Boolean, default: false })
  isStale: boolean;

  /** When it is read again. */
  @Prop({ type: Date, required: true })
  dueAt: Date;

  @Prop({ type: MongooseSchema.Types.Mixed, default: null })
  claim: SyncClaim | null;

  /** Whether the account may change it; missing = no. */
  @Prop({ type: Boolean })
  isWritable?: boolean;

  /** Whether bookings are written into it; missing = no. At most one calendar of an expert. */
  @Prop({ type: Boolean })
  receivesBookings?: boolean;

  /** Whether bookings follow their entries; missing = no. */
  @Prop({ type: Boolean })
  followsChanges?: boolean;

  @Prop({ type: Date })
  lastWrittenAt?: Date;

  /** Why the last write failed; missing or null = it did not. */
  @Prop({ type: String })
  writeFailure?: WriteFailure | null;
}

export const ConnectedCalendarRecordSchema = SchemaFactory.createForClass(ConnectedCalendarRecord);
ConnectedCalendarRecordSchema.index({ expertId: 1, connectionId: 1 }, { name: 'calendars_of_expert' });
ConnectedCalendarRecordSchema.index({ dueAt: 1 }, { name: 'calendars_due' });
ConnectedCalendarRecordSchema.index(
  { lastReadAt: 1 },
  { name: 'calendars_getting_stale', partialFilterExpression: { isStale: false } },
);
