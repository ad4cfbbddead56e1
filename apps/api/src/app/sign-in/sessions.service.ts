import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, Types } from 'mongoose';
import { trusted } from 'mongoose';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { DomainError } from '../http/domain-error';
import { logEvent } from '../observability/log-event';
import { endOf } from '../auth/session-lifetime';
import { publicIdOf, SessionRecord } from '../auth/session.schema';
import type { SignedInSessionDto } from './session.dto';

const MAX_SHOWN = 100;

/**
 * The browsers an account is signed in with. Ending one ends its refresh and access tokens with the next request, and its
 * sockets within seconds.
 */
@Injectable()
export class SessionsService {
  constructor(
    @InjectModel(SessionRecord.name) private readonly sessions: Model<SessionRecord>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /**
   * The newest hundred, last used first.
   * @param here public id of the requesting session; null = none is the current one
   */
  async list(userId: Types.ObjectId, here: string | null): Promise<SignedInSessionDto[]> {
    const sessions = await this.sessions
      .find({ userId, expiresAt: trusted({ $gt: new Date() }) })
      .sort({ expiresAt: -1 })
      .limit(MAX_SHOWN)
      .lean();
    return sessions.map((session) => {
      const { _id, userAgent, createdAt, lastUsedAt, rotatedAt } = session;
      const id = publicIdOf(_id);
      return {
        id,
        userAgent: userAgent ?? '',
        createdAt: createdAt.toISOString(),
        lastUsedAt: (lastUsedAt ?? rotatedAt ?? createdAt).toISOString(),
        endsAt: endOf(session, this.environment).toISOString(),
        current: id === here,
      };
    });
  }

  /** Records that the password has just been entered in a session. */
  async noteAuthentication(userId: Types.ObjectId, id: string): Promise<void> {
    await this.sessions.updateOne({ publicId: id, userId }, { $set: { authenticatedAt: new Date() } });
  }

  /** @throws DomainError `not_found` for unknown ids and those of other users */
  async end(userId: Types.ObjectId, id: string): Promise<void> {
    if (!(await this.endIfLive(userId, id))) throw new DomainError('not_found');
    logEvent('auth.session_ended', { accountId: userId });
  }

  /** @returns whether there was such a session of the user */
  async endIfLive(userId: Types.ObjectId, id: string): Promise<boolean> {
    // Older sessions get their public id with their next refresh, so it is derived here.
    const own = await this.sessions.find({ userId }, { _id: 1 }).lean();
    const wanted = own.find(({ _id }) => publicIdOf(_id) === id);
    if (!wanted) return false;
    const { deletedCount } = await this.sessions.deleteOne({ _id: wanted._id, userId });
    return deletedCount > 0;
  }

  /**
   * Ends every session of the user but one.
   * @param here public id of the one that stays; null = none
   */
  async endOthers(
    userId: Types.ObjectId,
    here: string | null,
    session: ClientSession | null = null,
  ): Promise<void> {
    await this.sessions
      .deleteMany({ userId, ...(here !== null && { publicId: trusted({ $ne: here }) }) })
      .session(session);
    logEvent('auth.other_sessions_ended', { accountId: userId });
  }
}
