import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, Types } from 'mongoose';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import type { CurrentSession } from './current';
import { endOf, startOf } from './session-lifetime';
import { SessionRecord } from './session.schema';

const MAX_IDS_PER_QUERY = 1000;

type Found = Pick<SessionRecord, 'userId' | 'createdAt' | 'expiresAt' | 'authenticatedAt'>;

/**
 * Whether sessions are live: one indexed read for each request with an access token, so that a
 * session that was ended in any process is rejected from the next request on in every process (ADR 13).
 */
@Injectable()
export class LiveSessions {
  constructor(
    @InjectModel(SessionRecord.name) private readonly sessions: Model<SessionRecord>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** The session of an access token of the user; null when it has ended. */
  async find(id: string, userId: Types.ObjectId): Promise<CurrentSession | null> {
    const found = await this.sessions.collection.findOne<Found>(
      { publicId: id },
      { projection: { _id: 0, userId: 1, createdAt: 1, expiresAt: 1, authenticatedAt: 1 } },
    );
    if (!found?.userId.equals(userId) || !this.isLive(found)) return null;
    return { id, authenticatedAt: startOf(found), endsAt: endOf(found, this.environment) };
  }

  /** The ids among these whose sessions have ended. */
  async endedAmong(ids: readonly string[]): Promise<string[]> {
    const ended: string[] = [];
    for (let from = 0; from < ids.length; from += MAX_IDS_PER_QUERY) {
      const requested = ids.slice(from, from + MAX_IDS_PER_QUERY);
      const found = await this.sessions.collection
        .find<Found & { publicId: string }>(
          { publicId: { $in: requested } },
          { projection: { _id: 0, publicId: 1, createdAt: 1, expiresAt: 1 } },
        )
        .toArray();
      const live = new Set(found.filter((one) => this.isLive(one)).map(({ publicId }) => publicId));
      ended.push(...requested.filter((id) => !live.has(id)));
    }
    return ended;
  }

  private isLive(session: Pick<SessionRecord, 'createdAt' | 'expiresAt'>): boolean {
    const now = Date.now();
    return session.expiresAt.getTime() > now && endOf(session, this.environment).getTime() > now;
  }
}
