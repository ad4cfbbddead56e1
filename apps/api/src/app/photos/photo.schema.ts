import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { mongo } from 'mongoose';
import { Types } from 'mongoose';

/** Bytes as returned by a lean read. */
export type StoredBytes = Buffer | mongo.Binary;

/** An expert's photo in the displayed sizes, encoded by this installation. */
@Schema({ collection: 'photos', versionKey: false })
export class PhotoRecord {
  /** The expert's id. */
  @Prop({ type: Types.ObjectId, required: true })
  _id: Types.ObjectId;

  /** New with each upload; equal to the expert's `photoVersion`. */
  @Prop({ type: String, required: true })
  version: string;

  /** 512 x 512, WebP. */
  @Prop({ type: Buffer, required: true })
  webp: StoredBytes;

  /** 400 x 400, JPEG, for previews of shared links: not every program that shows them reads WebP. */
  @Prop({ type: Buffer, required: true })
  jpeg: StoredBytes;

  @Prop({ type: Date, required: true })
  createdAt: Date;
}

export const PhotoRecordSchema = SchemaFactory.createForClass(PhotoRecord);

export const PHOTO_FORMATS = ['webp', 'jpeg'] as const;
export type PhotoFormat = (typeof PHOTO_FORMATS)[number];

/** The bytes, whichever type the read returned. */
export function bytesOf(stored: StoredBytes): Buffer {
  return Buffer.isBuffer(stored) ? stored : Buffer.from(stored.buffer);
}
