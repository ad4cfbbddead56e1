import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { createHmac, randomBytes } from 'node:crypto';
import type { ClientSession, Model, Types } from 'mongoose';
import { trusted } from 'mongoose';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { DomainError } from '../http/domain-error';
import { hashToken, randomToken } from '../tokens/random-token';
import type { RequestingBrowser } from './device-cookie';
import { endOf, expiryOf } from '../auth/session-lifetime';
import { publicIdOf, SessionRecord } from '../auth/session.schema';

const FAMILY_BYTES = 16;
const SECRET_BYTES = 32;
const TOKEN = /^([\w-]{22})\.[\w-]{43}$/;
/** How long the previous token still gets an access token: tabs that refresh concurrently all have that one. */
export const REUSE_GRACE_MS = 10_000;

/** A session that was opened or refreshed. */
export interface RefreshedSession {
  userId: Types.ObjectId;
  /** Its public id. */
  sessionId: string;
  /** Its absolute end. */
  endsAt: Date;
  /** When it ends if it is not used again. */
  expiresAt: Date;
  /** The newest token; null when another tab's response has it. */
  token: string | null;
  /** The new device cookie of its browser; null = unchanged. */
  device: string | null;
}

/**
 * Refresh tokens `family.secret`: 256 random bits of secret, stored hashed, replaced at each use. A token that is used again
 * after its replacement was copied, so its whole family ends.
 */
@Injectable()
export class RefreshTokens {
  constructor(
    @InjectModel(SessionRecord.name) private readonly sessions: Model<SessionRecord>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** Opens a new family for a user who has just signed in. */
  async open(
    userId: Types.ObjectId,
    { userAgent, device }: RequestingBrowser & { device: string },
    transaction: ClientSession,
  ): Promise<RefreshedSession> {
    const family = randomBytes(FAMILY_BYTES).toString('base64url');
    const token = newToken(family);
    const now = new Date();
    const session: SessionRecord = {
      _id: family,
      publicId: publicIdOf(family),
      userId,
      tokenHash: hashToken(token),
      previousHash: null,
      rotatedAt: null,
      userAgent,
      deviceHash: hashToken(device),
      lastUsedAt: now,
      authenticatedAt: now,
      createdAt: now,
      expiresAt: expiryOf({ createdAt: now }, this.environment, now),
    };
    await this.sessions.create([session], { session: transaction });
    return this.refreshed(session, token, device);
  }

  /**
   * Exchanges a token for the next one and records the browser. A session older than the device cookie gets one.
   * @returns without a token when the given one was replaced a moment ago, by a tab whose response has the new one
   * @throws DomainError `unauthenticated`; for a token replaced longer ago, the family has then ended too
   */
  async rotate(token: string, browser: RequestingBrowser): Promise<RefreshedSession> {
    const family = familyOf(token);
    if (!family) throw new DomainError('unauthenticated');
    const now = new Date();
    const tokenHash = hashToken(token);
    const session = await this.sessions.findById(family).lean();
    if (!session || session.expiresAt <= now || endOf(session, this.environment) <= now) {
      throw new DomainError('unauthenticated');
    }
    const next = newToken(family);
    const isUnnamed = session.deviceHash === undefined;
    const device = isUnnamed ? (browser.device ?? randomToken()) : null;
    const rotated = await this.sessions
      .findOneAndUpdate(
        { _id: family, tokenHash, expiresAt: trusted({ $gt: now }) },
        {
          $set: {
            publicId: publicIdOf(family),
            tokenHash: hashToken(next),
            previousHash: tokenHash,
            rotatedAt: now,
            rotatedBy: browser.device === null ? this.placeOf(browser) : null,
            userAgent: browser.userAgent,
            ...(device !== null && { deviceHash: hashToken(device) }),
            lastUsedAt: now,
            expiresAt: expiryOf(session, this.environment, now),
          },
        },
        { returnDocument: 'after' },
      )
      .lean();
    if (rotated) return this.refreshed(rotated, next, device);
    return this.afterRotation(family, tokenHash, browser);
  }

  /**
   * For a token that is not the newest: valid for a moment after its replacement, in the same browser; otherwise it
   * was copied.
   */
  private async afterRotation(
    family: string,
    tokenHash: string,
    browser: RequestingBrowser,
  ): Promise<RefreshedSession> {
    const session = await this.sessions.findById(family).lean();
    if (!session) throw new DomainError('unauthenticated');
    const replacedAt = session.previousHash === tokenHash ? (session.rotatedAt?.getTime() ?? 0) : 0;
    const isInTime = Date.now() - replacedAt <= REUSE_GRACE_MS;
    if (isInTime && this.isSameBrowser(session, browser)) return this.refreshed(session, null, null);
    await this.sessions.deleteOne({ _id: family });
    throw new DomainError('unauthenticated');
  }

  /** Ends the family of a token, whether it is the newest or an older one. Unknown tokens change nothing. */
  async revoke(token: string): Promise<void> {
    const family = familyOf(token);
    if (family) await this.sessions.deleteOne({ _id: family });
  }

  private isSameBrowser({ deviceHash, rotatedBy }: SessionRecord, browser: RequestingBrowser): boolean {
    if (browser.device !== null && deviceHash === hashToken(browser.device)) return true;
    // Clients without a cookie jar, and the other tabs at the refresh in which an older session gets its device
    // cookie.
    return typeof rotatedBy === 'string' && rotatedBy === this.placeOf(browser);
  }

  private placeOf({ userAgent, network }: RequestingBrowser): string {
    return createHmac('sha256', this.environment.jwtSecret)
      .update(`refreshed by ${network} ${userAgent}`)
      .digest('hex');
  }

  private refreshed(session: SessionRecord, token: string | null, device: string | null): RefreshedSession {
    const { _id, userId, expiresAt } = session;
    return {
      userId,
      sessionId: publicIdOf(_id),
      endsAt: endOf(session, this.environment),
      expiresAt,
      token,
      device,
    };
  }
}

function newToken(family: string): string {
  return `${family}.${randomBytes(SECRET_BYTES).toString('base64url')}`;
}

/** The family of a token, whether or not it exists; undefined for a malformed token. */
export function familyOf(token: string): string | undefined {
  return TOKEN.exec(token)?.[1];
}
