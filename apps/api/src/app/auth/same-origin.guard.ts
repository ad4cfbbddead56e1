import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Inject, Injectable, UseGuards, applyDecorators } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { ApiProblems } from '../http/api-problems';
import { DomainError } from '../http/domain-error';

/**
 * Rejects requests with this installation's cookie that come from the page of another site. Browsers send the page's
 * origin with every POST; it has to be `PUBLIC_URL` or the requested host. Programs other than browsers send no
 * origin, and no cookies of others.
 */
@Injectable()
export class SameOriginGuard implements CanActivate {
  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { origin } = request.headers;
    if (origin === undefined || isOwnOrigin(origin, this.environment.publicUrl, request.host)) return true;
    throw new DomainError('origin_refused');
  }
}

/** For routes that act on the refresh cookie. */
export const SameOrigin = (): MethodDecorator =>
  applyDecorators(UseGuards(SameOriginGuard), ApiProblems('origin_refused'));

/**
 * Whether an `Origin` header is this installation's.
 * @param host of the request, `name[:port]`
 */
export function isOwnOrigin(origin: string, publicUrl: string, host: string): boolean {
  if (!URL.canParse(origin)) return false;
  const requested = new URL(origin);
  return (
    requested.origin === new URL(publicUrl).origin ||
    (/^https?:$/.test(requested.protocol) && requested.host === host)
  );
}
