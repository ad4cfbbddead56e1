import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import { Types } from 'mongoose';

/** The format of {@link randomToken}. */
export const DEVICE_PATTERN = /^[\w-]{32}$/;
/** The maximum lifetime of a cookie (RFC 6265bis, 5.5). */
export const DEVICE_TTL_MS = 400 * 86_400_000;

/** A browser that has signed in to an account. */
@Schema({ collection: 'known_devices', versionKey: false })
export class KnownDevice {
  /** SHA-256 of the account's id and the device cookie together, hex: a browser has a different one in each account. */
  @Prop({ type: String, required: true })
  _id: string;

  @Prop({ type: Types.ObjectId, required: true, index: true })
  userId: Types.ObjectId;

  @Prop({ type: Date, required: true })
  lastUsedAt: Date;

  @Prop({ type: Date, required: true, index: { name: 'forgotten_devices', expireAfterSeconds: 0 } })
  expiresAt: Date;
}

export const KnownDeviceSchema = SchemaFactory.createForClass(KnownDevice);
