import { Inject, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import type { AccessTokenClaims } from './access-tokens';
import { ACCESS_TOKEN, userOf } from './access-tokens';
import type { SignedInUser } from './current';

/** Checks the `Authorization: Bearer` header of a request. */
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

  validate(claims: AccessTokenClaims): SignedInUser | null {
    return userOf(claims);
  }
}
