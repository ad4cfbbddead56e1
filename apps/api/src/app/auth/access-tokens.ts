import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { Types } from 'mongoose';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import type { SignedInUser } from './current';

/** What every access token is signed with and checked against. */
export const ACCESS_TOKEN = { algorithm: 'HS256', issuer: 'expertbook', audience: 'expertbook-api' } as const;

export interface AccessTokenClaims {
  sub?: unknown;
}

/** Short-lived bearer tokens: made at sign-in and refresh, checked without touching the database. */
@Injectable()
export class AccessTokens {
  constructor(
    private readonly jwt: JwtService,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** A signed token (JWT, HS256) and the seconds until it ends. */
  issue(userId: Types.ObjectId): { accessToken: string; expiresIn: number } {
    const expiresIn = this.environment.accessTokenTtl;
    const accessToken = this.jwt.sign(
      {},
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

  /** Who a token speaks for; null when it is not ours, was changed or has ended. Never throws. */
  verify(token: string): SignedInUser | null {
    try {
      const claims = this.jwt.verify<AccessTokenClaims>(token, {
        algorithms: [ACCESS_TOKEN.algorithm],
        issuer: ACCESS_TOKEN.issuer,
        audience: ACCESS_TOKEN.audience,
      });
      return userOf(claims);
    } catch {
      return null;
    }
  }
}

/** The user a checked token names, or null when it names nobody. */
export function userOf(claims: AccessTokenClaims): SignedInUser | null {
  const { sub } = claims;
  const isId = typeof sub === 'string' && /^[0-9a-f]{24}$/.test(sub);
  return isId ? { userId: Types.ObjectId.createFromHexString(sub) } : null;
}
