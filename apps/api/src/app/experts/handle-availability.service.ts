import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { HandleStanding } from '@expertbook/contracts';
import { HANDLE_PATTERN, RESERVED_HANDLES } from '@expertbook/contracts';
import type { ClientSession, Model, Types } from 'mongoose';
import { Expert } from '../offerings/expert.schema';
import { ReservedHandles } from './reserved-handles.service';

const WELL_FORMED = new RegExp(HANDLE_PATTERN);

/** Whether a handle is free: read while it is typed, and again by the change. */
@Injectable()
export class HandleAvailability {
  constructor(
    @InjectModel(Expert.name) private readonly experts: Model<Expert>,
    private readonly reserved: ReservedHandles,
  ) {}

  /** @param expertId the expert who requests it; null for a user who is not an expert yet */
  async of(
    expertId: Types.ObjectId | null,
    handle: string,
    session: ClientSession | null = null,
  ): Promise<HandleStanding> {
    if (!WELL_FORMED.test(handle)) return 'malformed';
    if (RESERVED_HANDLES.includes(handle)) return 'reserved';
    const holder = await this.experts
      .findOne({ $or: [{ handle }, { handles: handle }] }, { handle: 1 })
      .session(session)
      .lean();
    if (holder && !(expertId && holder._id.equals(expertId))) return 'taken';
    if (holder) return holder.handle === handle ? 'own' : 'free';
    return (await this.reserved.isReservedForOther(expertId, handle, session)) ? 'taken' : 'free';
  }
}
