import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { Types } from 'mongoose';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import type { SignedInUser } from './current';

/** Algorithm, issuer and audience of every access token. */
export const ACCESS_TOKEN = { algorithm: 'HS256', issuer: 'expertbook', audience: 'expertbook-api' } as const;

export interface AccessTokenClaims {
  sub?: unknown;
  /** Public id of the session (OpenID Connect Front-Channel Logout 1.0, 3). */
  sid?: unknown;
}

/** The claims of a token: its user and session. {@link LiveSessions} decides whether that session is live. */
export interface TokenHolder extends SignedInUser {
  sessionId: string;
}

/** Short-lived bearer tokens, issued at sign-in and refresh. */
@Injectable()
export class AccessTokens {
  constructor(
    private readonly jwt: JwtService,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /**
   * A signed token (JWT, HS256) and the seconds until it ends.
   * @param until when its session ends at the latest
   */
  issue({ userId, sessionId }: TokenHolder, until: Date): { accessToken: string; expiresIn: number } {
    const left = Math.ceil((until.getTime() - Date.now()) / 1000);
    const expiresIn = Math.max(1, Math.min(this.environment.accessTokenTtl, left));
    const accessToken = this.jwt.sign(
      { sid: sessionId },
      {
        algorithm: ACCESS_TOKEN.algorithm,
        issuer: ACCESS_TOKEN.issuer,
        audience: ACCESS_TOKEN.audience,
        subject: userId.toHexString(),
        expiresIn,
      },
    );
    return { accessToken, expiresIn };
  }

  /**
   * The user and session of a token; null when the token has another issuer, was changed or has expired. Never
   * throws.
   */
  verify(token: string): TokenHolder | null {
    try {
      const claims = this.jwt.verify<AccessTokenClaims>(token, {
        algorithms: [ACCESS_TOKEN.algorithm],
        issuer: ACCESS_TOKEN.issuer,
        audience: ACCESS_TOKEN.audience,
      });
      return holderOf(claims);
    } catch {
      return null;
    }
  }
}

/** The user and session of a verified token; null without either, as in tokens of releases before sessions. */
export function holderOf({ sub, sid }: AccessTokenClaims): TokenHolder | null {
  const isUser = typeof sub === 'string' && /^[0-9a-f]{24}$/.test(sub);
  const isSession = typeof sid === 'string' && /^[0-9a-f]{32}$/.test(sid);
  return isUser && isSession ? { userId: Types.ObjectId.createFromHexString(sub), sessionId: sid } : null;
}
