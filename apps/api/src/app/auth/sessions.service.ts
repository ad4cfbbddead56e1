import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, Types } from 'mongoose';
import { trusted } from 'mongoose';
import { DomainError } from '../http/domain-error';
import { logEvent } from '../observability/log-event';
import { hashToken } from '../tokens/random-token';
import { familyOf } from './refresh-tokens';
import { SessionRecord } from './session.schema';
import type { SignedInSessionDto } from './session.dto';

const MOST_SHOWN = 100;
const ID_LENGTH = 32;

/**
 * The browsers an account is signed in with. Ending one ends its refresh tokens at once; an access token it still holds
 * ends by itself within `ACCESS_TOKEN_TTL`.
 */
@Injectable()
export class SessionsService {
  constructor(@InjectModel(SessionRecord.name) private readonly sessions: Model<SessionRecord>) {}

  /**
   * The newest hundred, last used first.
   * @param refreshToken of whoever asks, which tells their own session apart; null = none is the current one
   */
  async list(userId: Types.ObjectId, refreshToken: string | null): Promise<SignedInSessionDto[]> {
    const here = familyIn(refreshToken);
    const sessions = await this.sessions
      .find({ userId, expiresAt: trusted({ $gt: new Date() }) })
      .sort({ expiresAt: -1 })
      .limit(MOST_SHOWN)
      .lean();
    return sessions.map(({ _id, userAgent, createdAt, lastUsedAt, rotatedAt }) => ({
      id: publicIdOf(_id),
      userAgent: userAgent ?? '',
      createdAt: createdAt.toISOString(),
      lastUsedAt: (lastUsedAt ?? rotatedAt ?? createdAt).toISOString(),
      current: _id === here,
    }));
  }

  /** @throws DomainError `not_found` for unknown ids and other people's alike */
  async end(userId: Types.ObjectId, id: string): Promise<void> {
    const own = await this.sessions.find({ userId }, { _id: 1 }).lean();
    const wanted = own.find(({ _id }) => publicIdOf(_id) === id);
    if (!wanted) throw new DomainError('not_found');
    await this.sessions.deleteOne({ _id: wanted._id, userId });
    logEvent('auth.session_ended', { accountId: userId });
  }

  /** Ends every session of the user but the one of `refreshToken`; without one all of them. */
  async endOthers(
    userId: Types.ObjectId,
    refreshToken: string | null,
    session: ClientSession | null = null,
  ): Promise<void> {
    const here = familyIn(refreshToken);
    await this.sessions
      .deleteMany({ userId, ...(here !== null && { _id: trusted({ $ne: here }) }) })
      .session(session);
    logEvent('auth.other_sessions_ended', { accountId: userId });
  }
}

function familyIn(refreshToken: string | null): string | null {
  return refreshToken === null ? null : (familyOf(refreshToken) ?? null);
}

/** Names a session to its owner; the family itself is half of a refresh token and stays out of addresses and logs. */
function publicIdOf(family: string): string {
  return hashToken(family).slice(0, ID_LENGTH);
}
