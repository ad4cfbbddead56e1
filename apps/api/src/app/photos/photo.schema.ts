import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { mongo } from 'mongoose';
import { Types } from 'mongoose';

/** Bytes as they come out of a lean read. */
export type StoredBytes = Buffer | mongo.Binary;

/** An expert's photo in the sizes that are ever shown, all made by us from what was uploaded. */
@Schema({ collection: 'photos', versionKey: false })
export class PhotoRecord {
  /** The expert's id. */
  @Prop({ type: Types.ObjectId, required: true })
  _id: Types.ObjectId;

  /** Another one after each upload; the expert's `photoVersion`. */
  @Prop({ type: String, required: true })
  version: string;

  /** 512 x 512, WebP. */
  @Prop({ type: Buffer, required: true })
  webp: StoredBytes;

  /** 400 x 400, JPEG, for previews of shared links: not everything that shows those reads WebP. */
  @Prop({ type: Buffer, required: true })
  jpeg: StoredBytes;

  @Prop({ type: Date, required: true })
  createdAt: Date;
}

export const PhotoRecordSchema = SchemaFactory.createForClass(PhotoRecord);

export const PHOTO_FORMATS = ['webp', 'jpeg'] as const;
export type PhotoFormat = (typeof PHOTO_FORMATS)[number];

/** The bytes themselves, whichever way they were read. */
export function bytesOf(stored: StoredBytes): Buffer {
  return Buffer.isBuffer(stored) ? stored : Buffer.from(stored.buffer);
}
