import type { ExecutionContext } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../http/domain-error';
import type { TokenHolder } from './access-tokens';
import type { RequestIdentity } from './current';
import { LiveSessions } from './live-sessions.service';
import { PUBLIC_ROUTE } from './public';

/**
 * Every route needs the access token of a live session. Public routes also recognise a valid one, and ignore an
 * invalid one.
 */
@Injectable()
export class JwtAuthGuard extends AuthGuard('jwt') {
  constructor(private readonly sessions: LiveSessions) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest & RequestIdentity>();
    // Most requests without a token are to public routes: no strategy needs to run for them.
    if (request.headers.authorization === undefined && isPublic(context)) return true;
    await super.canActivate(context);
    // The strategy only verifies the token's claims.
    const holder = request.user as TokenHolder | null;
    const session = holder && (await this.sessions.find(holder.sessionId, holder.userId));
    if (!session && !isPublic(context)) throw new DomainError('unauthenticated');
    request.user = session && { userId: holder.userId, session };
    return true;
  }

  override handleRequest<T>(error: unknown, user: T): T {
    if (error) throw error;
    return user || (null as T);
  }
}

function isPublic(context: ExecutionContext): boolean {
  return [context.getHandler(), context.getClass()].some((place) => Reflect.hasMetadata(PUBLIC_ROUTE, place));
}
