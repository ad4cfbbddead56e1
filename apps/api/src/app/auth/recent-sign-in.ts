import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Injectable, UseGuards, applyDecorators } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ApiProblems } from '../http/api-problems';
import { DomainError } from '../http/domain-error';
import type { RequestIdentity } from './current';

/** How long after the password was entered a session may perform irreversible actions. */
export const RECENT_MS = 10 * 60_000;

/**
 * Rejects sessions in which the password was entered too long ago; `POST auth/reauthenticate` makes them recent
 * again.
 */
@Injectable()
export class RecentSignInGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { user } = context.switchToHttp().getRequest<FastifyRequest & RequestIdentity>();
    if (user && Date.now() - user.session.authenticatedAt.getTime() <= RECENT_MS) return true;
    throw new DomainError('reauthentication_required');
  }
}

/**
 * For routes that must be safe from a session left open on a shared computer: the password must have been entered
 * within the last ten minutes, otherwise 403 `reauthentication_required`. Routes with the current password in their
 * body do not need it.
 */
export const RecentSignIn = (): MethodDecorator =>
  applyDecorators(UseGuards(RecentSignInGuard), ApiProblems('reauthentication_required'));
