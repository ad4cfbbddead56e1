import { Inject, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import type { AccessTokenClaims, TokenHolder } from './access-tokens';
import { ACCESS_TOKEN, holderOf } from './access-tokens';

/**
 * Verifies the `Authorization: Bearer` header of a request. Passport keeps one strategy per process, so the guard
 * checks what belongs to one application, such as sessions.
 */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy, 'jwt') {
  constructor(@Inject(ENVIRONMENT) environment: Environment) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKey: environment.jwtSecret,
      algorithms: [ACCESS_TOKEN.algorithm],
      issuer: ACCESS_TOKEN.issuer,
      audience: ACCESS_TOKEN.audience,
    });
  }

  validate(claims: AccessTokenClaims): TokenHolder | null {
    return holderOf(claims);
  }
}
