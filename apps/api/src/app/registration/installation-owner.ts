import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, Types } from 'mongoose';
import { trusted } from 'mongoose';
import { User } from '../auth/user.schema';
import { Installation } from './installation.schema';

const _id = 'installation';
/** Accounts that count: not deleted, with an address that is verified or needs no verification. */
const SETTLED = { deletedAt: null, unverifiedEmailKey: null };

/** The owner of the installation: the first verified account; after its deletion the oldest of the others. */
@Injectable()
export class InstallationOwner {
  constructor(
    @InjectModel(Installation.name) private readonly installations: Model<Installation>,
    @InjectModel(User.name) private readonly users: Model<User>,
  ) {}

  /** Whether there is no account yet, so that anyone may open the first one. */
  async isVacant(): Promise<boolean> {
    return (await this.users.exists(SETTLED)) === null;
  }

  async isOwner(userId: Types.ObjectId): Promise<boolean> {
    return (await this.present())?.equals(userId) ?? false;
  }

  /**
   * Makes the account the owner if it is the first one, in the transaction that verifies it. Of several concurrent ones one commits.
   * @returns whether it has become the owner, or was it
   */
  async claim(userId: Types.ObjectId, session: ClientSession): Promise<boolean> {
    const other = await this.users.exists({ ...SETTLED, _id: trusted({ $ne: userId }) }).session(session);
    if (other)
      return (
        (await this.installations.findById(_id).session(session).lean())?.ownerId.equals(userId) ?? false
      );
    await this.installations.updateOne({ _id }, { $set: { ownerId: userId } }, { upsert: true, session });
    return true;
  }

  private async present(): Promise<Types.ObjectId | null> {
    const known = await this.installations.findById(_id).lean();
    if (known && (await this.users.exists({ _id: known.ownerId, ...SETTLED }))) return known.ownerId;
    const oldest = await this.users.findOne(SETTLED, { _id: 1 }).sort({ _id: 1 }).lean();
    if (!oldest) return null;
    // Only replaces the deleted owner that was found: another process may do the same.
    await this.installations.updateOne(
      known ? { _id, ownerId: known.ownerId } : { _id },
      known ? { $set: { ownerId: oldest._id } } : { $setOnInsert: { ownerId: oldest._id } },
      { upsert: !known },
    );
    return (await this.installations.findById(_id).lean())?.ownerId ?? null;
  }
}
