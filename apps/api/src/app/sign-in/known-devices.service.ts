import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, Types } from 'mongoose';
import { trusted } from 'mongoose';
import { hashToken } from '../tokens/random-token';
import { DEVICE_TTL_MS, KnownDevice } from './known-device.schema';

/** Clients without a cookie jar are a new device at each sign-in; beyond this number the oldest are removed. */
const MAX_DEVICES = 50;

/**
 * The browsers that have signed in to an account. Each has its own budget of failed sign-ins, which others
 * cannot use up, and the owner is notified of a sign-in from another one (ADR 14).
 */
@Injectable()
export class KnownDevices {
  constructor(@InjectModel(KnownDevice.name) private readonly devices: Model<KnownDevice>) {}

  /**
   * @param userId null = no such account; takes equally long
   * @returns the id of a device known there; null for others
   */
  async find(userId: Types.ObjectId | null, device: string | null): Promise<string | null> {
    if (device === null) return null;
    const known = await this.devices.findById(idOf(userId, device), { _id: 1 }).lean();
    return known?._id ?? null;
  }

  /** Call it after a password, or a session that is open in the browser, has verified the user. */
  async remember(
    userId: Types.ObjectId,
    device: string,
    session: ClientSession | null = null,
  ): Promise<void> {
    const now = new Date();
    const { upsertedCount } = await this.devices.updateOne(
      { _id: idOf(userId, device) },
      { $set: { userId, lastUsedAt: now, expiresAt: new Date(now.getTime() + DEVICE_TTL_MS) } },
      { upsert: true, ...(session && { session }) },
    );
    if (upsertedCount > 0) await this.forgetOldest(userId, session);
  }

  /** Forgets all devices of an account: a previous owner may have used them. */
  async forgetAll(userId: Types.ObjectId, session: ClientSession): Promise<void> {
    await this.devices.deleteMany({ userId }, { session });
  }

  private async forgetOldest(userId: Types.ObjectId, session: ClientSession | null): Promise<void> {
    const old = await this.devices
      .find({ userId }, { _id: 1 })
      .sort({ lastUsedAt: -1 })
      .skip(MAX_DEVICES)
      .session(session)
      .lean();
    if (old.length === 0) return;
    await this.devices.deleteMany({ _id: trusted({ $in: old.map(({ _id }) => _id) }) }).session(session);
  }
}

function idOf(userId: Types.ObjectId | null, device: string): string {
  return hashToken(`${device} ${String(userId)}`);
}
