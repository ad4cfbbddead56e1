import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { CreatedInvitation, Invitation } from '@expertbook/contracts';
import type { ClientSession, Model } from 'mongoose';
import { trusted, Types } from 'mongoose';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { DomainError, fieldError } from '../http/domain-error';
import { hashToken, randomToken } from '../tokens/random-token';
import { InstallationOwner } from './installation-owner';
import { InvitationRecord } from './invitation.schema';

const TTL_MS = 14 * 86_400_000;
/** Invitations that can still be used. */
export const MAX_OPEN_INVITATIONS = 200;
const MAX_LISTED = 500;

/** Invitations to open an account, created by the owner of the installation. */
@Injectable()
export class Invitations {
  constructor(
    @InjectModel(InvitationRecord.name) private readonly invitations: Model<InvitationRecord>,
    private readonly owner: InstallationOwner,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /**
   * Valid for two weeks, single-use. Its address is in this response only.
   * @throws DomainError `forbidden`; `validation_failed` beyond {@link MAX_OPEN_INVITATIONS}
   */
  async create(userId: Types.ObjectId, email: string | null): Promise<CreatedInvitation> {
    await this.assertOwner(userId);
    const secret = randomToken();
    const now = Date.now();
    const invitation: InvitationRecord = {
      _id: new Types.ObjectId(),
      tokenHash: hashToken(secret),
      email,
      createdBy: userId,
      createdAt: new Date(now),
      expiresAt: new Date(now + TTL_MS),
      usedAt: null,
      usedBy: null,
    };
    await this.invitations.create([invitation]);
    // Counted including the new one, so that concurrent requests cannot exceed the limit.
    const open = { usedAt: null, expiresAt: trusted({ $gt: new Date() }) };
    if ((await this.invitations.countDocuments(open)) > MAX_OPEN_INVITATIONS) {
      await this.invitations.deleteOne({ _id: invitation._id });
      const message = `There are ${MAX_OPEN_INVITATIONS} open invitations already. Revoke some first.`;
      throw fieldError('validation_failed', 'email', message);
    }
    return {
      ...toInvitation(invitation),
      url: `${this.environment.publicUrl}/register#invitation=${secret}`,
    };
  }

  /** Newest first, used and expired ones too. @throws DomainError `forbidden` */
  async list(userId: Types.ObjectId): Promise<Invitation[]> {
    await this.assertOwner(userId);
    const all = await this.invitations.find().sort({ _id: -1 }).limit(MAX_LISTED).lean();
    return all.map(toInvitation);
  }

  /** Revokes it; an account opened with it stays. @throws DomainError `forbidden`, `not_found` */
  async revoke(userId: Types.ObjectId, _id: Types.ObjectId): Promise<void> {
    await this.assertOwner(userId);
    const { deletedCount } = await this.invitations.deleteOne({ _id, usedAt: null });
    if (deletedCount === 0) throw new DomainError('not_found');
  }

  /** The invitation of a secret. @throws DomainError `link_expired` (also for unknown ones), `link_used` */
  async find(secret: string): Promise<InvitationRecord> {
    const invitation = await this.invitations.findOne({ tokenHash: hashToken(secret) }).lean();
    if (!invitation || invitation.expiresAt <= new Date()) {
      throw new DomainError('link_expired', { detail: 'This invitation has expired. Ask for a new one.' });
    }
    if (invitation.usedAt) throw used();
    return invitation;
  }

  /** In the transaction that opens the account. @throws DomainError `link_used` when it was used concurrently */
  async useUp(_id: Types.ObjectId, usedBy: Types.ObjectId, session: ClientSession): Promise<void> {
    const { modifiedCount } = await this.invitations.updateOne(
      { _id, usedAt: null },
      { $set: { usedAt: new Date(), usedBy } },
      { session },
    );
    if (modifiedCount === 0) throw used();
  }

  /** The invitation an account was opened with; null without one. */
  usedBy(userId: Types.ObjectId): Promise<InvitationRecord | null> {
    return this.invitations.findOne({ usedBy: userId }).lean().exec();
  }

  private async assertOwner(userId: Types.ObjectId): Promise<void> {
    if (!(await this.owner.isOwner(userId))) throw new DomainError('forbidden');
  }
}

function used(): DomainError {
  return new DomainError('link_used', { detail: 'This invitation has been used.' });
}

function toInvitation({ _id, email, createdAt, expiresAt, usedAt }: InvitationRecord): Invitation {
  return {
    id: _id.toHexString(),
    email,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    usedAt: usedAt?.toISOString() ?? null,
  };
}
