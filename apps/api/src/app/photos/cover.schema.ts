import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import { Types } from 'mongoose';
import type { StoredBytes } from './photo.schema';

/** The picture at the top of an expert's profile, in the displayed sizes, encoded by this installation. */
@Schema({ collection: 'covers', versionKey: false })
export class CoverRecord {
  /** The expert's id. */
  @Prop({ type: Types.ObjectId, required: true })
  _id: Types.ObjectId;

  /** New with each upload; equal to the expert's `coverVersion`. */
  @Prop({ type: String, required: true })
  version: string;

  /** 1920 x 480, WebP. */
  @Prop({ type: Buffer, required: true })
  wide: StoredBytes;

  /** 960 x 240, WebP, for phones. */
  @Prop({ type: Buffer, required: true })
  small: StoredBytes;

  @Prop({ type: Date, required: true })
  createdAt: Date;
}

export const CoverRecordSchema = SchemaFactory.createForClass(CoverRecord);

export const COVER_SIZES = ['wide', 'small'] as const;
export type CoverSize = (typeof COVER_SIZES)[number];
