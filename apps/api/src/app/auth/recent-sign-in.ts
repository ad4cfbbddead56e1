import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Injectable, UseGuards, applyDecorators } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../http/domain-error';
import type { RequestIdentity } from './current';

/** How long after the password was given a session may do what cannot be taken back. */
export const RECENT_MS = 10 * 60_000;

/** Refuses sessions in which the password was last given too long ago; `POST auth/reauthenticate` makes them recent again. */
@Injectable()
export class RecentSignInGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { user } = context.switchToHttp().getRequest<FastifyRequest & RequestIdentity>();
    if (user && Date.now() - user.session.authenticatedAt.getTime() <= RECENT_MS) return true;
    throw new DomainError('reauthentication_required');
  }
}

/**
 * For routes that a session left open on a desk must not reach: they need the password given within the last ten minutes, else
 * 403 `reauthentication_required`. Routes that take the present password in their body have that proof already.
 */
export const RecentSignIn = (): MethodDecorator => applyDecorators(UseGuards(RecentSignInGuard));
