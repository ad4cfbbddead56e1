import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, Types } from 'mongoose';
import { trusted } from 'mongoose';
import { hashToken } from '../tokens/random-token';
import { ReservedHandle } from './reserved-handle.schema';

const DAY_MS = 86_400_000;
/** How long a handle stays reserved after it was given up. */
export const HANDLE_RESERVED_DAYS = 90;

/** Reserves handles that were given up: a new owner would get the visitors of the previous one. */
@Injectable()
export class ReservedHandles {
  constructor(@InjectModel(ReservedHandle.name) private readonly reserved: Model<ReservedHandle>) {}

  /** @param expertId the expert who can have them back; null where the account is gone */
  async reserve(
    handles: readonly string[],
    expertId: Types.ObjectId | null,
    session: ClientSession,
  ): Promise<void> {
    if (handles.length === 0) return;
    const until = new Date(Date.now() + HANDLE_RESERVED_DAYS * DAY_MS);
    await this.reserved.bulkWrite(
      handles.map((handle) => ({
        updateOne: {
          filter: { _id: hashToken(handle) },
          update: expertId ? { $set: { until, expertId } } : { $set: { until }, $unset: { expertId: 1 } },
          upsert: true,
        },
      })),
      { session },
    );
  }

  /** Whether it is reserved for another expert, and so not free for this one (null: a user who is not an expert yet). */
  async isReservedForOther(
    expertId: Types.ObjectId | null,
    handle: string,
    session: ClientSession | null,
  ): Promise<boolean> {
    const found = await this.reserved
      .findOne({ _id: hashToken(handle), until: trusted({ $gt: new Date() }) })
      .session(session)
      .lean();
    return found !== null && !(expertId && found.expertId?.equals(expertId));
  }
}
