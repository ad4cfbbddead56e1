import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import { Types } from 'mongoose';

/** An entry that was or is being written into a connected calendar. It exists before its first request, and until its removal. */
@Schema({ collection: 'booking_entries', versionKey: false })
export class BookingEntryRecord {
  /** See `entryIdOf`. */
  @Prop({ type: String, required: true })
  _id: string;

  @Prop({ type: Types.ObjectId, required: true })
  calendarId: Types.ObjectId;

  @Prop({ type: Types.ObjectId, required: true })
  expertId: Types.ObjectId;

  @Prop({ type: String, required: true })
  uid: string;

  /** Uid of an attendee in the booking's chain of reschedules; null for a group session. */
  @Prop({ type: String, default: null })
  bookingUid: string | null;

  /** Times as last written; those of the first attempt before. */
  @Prop({ type: Date, required: true })
  start: Date;

  @Prop({ type: Date, required: true })
  end: Date;

  /** The provider's version of what was written; null while that is not known. */
  @Prop({ type: String, default: null })
  version: string | null;

  /** Hash of what was last written; null = nothing yet. */
  @Prop({ type: String, default: null })
  content: string | null;

  /** Whether the expert has changed it: only what the booking decides is written into it. */
  @Prop({ type: Boolean })
  isChanged?: boolean;

  /** Whether the API's entry is not in the calendar: the expert deleted it, or another entry has the same uid. */
  @Prop({ type: Boolean })
  isMissing?: boolean;
}

export const BookingEntryRecordSchema = SchemaFactory.createForClass(BookingEntryRecord);
BookingEntryRecordSchema.index({ calendarId: 1, end: 1 }, { name: 'entries_of_calendar' });
