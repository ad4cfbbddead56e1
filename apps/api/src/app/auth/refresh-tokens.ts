import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { randomBytes } from 'node:crypto';
import type { Model, Types } from 'mongoose';
import { trusted } from 'mongoose';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { DomainError } from '../http/domain-error';
import { hashToken } from '../tokens/random-token';
import { SessionRecord } from './session.schema';

const FAMILY_BYTES = 16;
const SECRET_BYTES = 32;
const TOKEN = /^([\w-]{22})\.[\w-]{43}$/;
const DAY_MS = 86_400_000;
/** How long the token before the newest still gets an access token: tabs that refresh together all hold that one. */
export const REUSE_GRACE_MS = 10_000;

/**
 * Refresh tokens `family.secret`: 256 random bits of secret, stored hashed, changed at each use. One that comes back after
 * it was replaced was copied, so its whole family ends.
 */
@Injectable()
export class RefreshTokens {
  constructor(
    @InjectModel(SessionRecord.name) private readonly sessions: Model<SessionRecord>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** Opens a new family for a user who has just proved who they are, in the browser that calls itself `userAgent`. */
  async open(userId: Types.ObjectId, userAgent: string): Promise<string> {
    const family = randomBytes(FAMILY_BYTES).toString('base64url');
    const token = newToken(family);
    const now = Date.now();
    await this.sessions.create({
      _id: family,
      userId,
      tokenHash: hashToken(token),
      userAgent,
      lastUsedAt: new Date(now),
      createdAt: new Date(now),
      expiresAt: this.expiry(now),
    });
    return token;
  }

  /**
   * Trades a token for the next one and notes which browser did.
   * @returns the new token; null when the token had been replaced a moment ago, by a tab whose answer carries the new one
   * @throws DomainError `unauthenticated`; for a token replaced longer ago, the family has then ended too
   */
  async rotate(token: string, userAgent: string): Promise<{ userId: Types.ObjectId; next: string | null }> {
    const family = familyOf(token);
    if (!family) throw new DomainError('unauthenticated');
    const now = Date.now();
    const tokenHash = hashToken(token);
    const next = newToken(family);
    const rotated = await this.sessions
      .findOneAndUpdate(
        { _id: family, tokenHash, expiresAt: trusted({ $gt: new Date(now) }) },
        {
          $set: {
            tokenHash: hashToken(next),
            previousHash: tokenHash,
            rotatedAt: new Date(now),
            userAgent,
            lastUsedAt: new Date(now),
            expiresAt: this.expiry(now),
          },
        },
        { projection: { userId: 1 } },
      )
      .lean();
    if (rotated) return { userId: rotated.userId, next };

    const session = await this.sessions.findById(family).lean();
    if (!session || session.expiresAt.getTime() <= now) throw new DomainError('unauthenticated');
    const replacedAt = session.previousHash === tokenHash ? (session.rotatedAt?.getTime() ?? 0) : 0;
    if (Date.now() - replacedAt <= REUSE_GRACE_MS) return { userId: session.userId, next: null };
    await this.sessions.deleteOne({ _id: family });
    throw new DomainError('unauthenticated');
  }

  /** Ends the family of a token, whether it is the newest or an older one. Unknown tokens change nothing. */
  async revoke(token: string): Promise<void> {
    const family = familyOf(token);
    if (family) await this.sessions.deleteOne({ _id: family });
  }

  private expiry(now: number): Date {
    return new Date(now + this.environment.refreshTokenTtl * DAY_MS);
  }
}

function newToken(family: string): string {
  return `${family}.${randomBytes(SECRET_BYTES).toString('base64url')}`;
}

/** The family a token names, whether or not there is one; undefined for what can be no token. */
export function familyOf(token: string): string | undefined {
  return TOKEN.exec(token)?.[1];
}
