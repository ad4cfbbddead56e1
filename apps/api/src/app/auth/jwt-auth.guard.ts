import type { ExecutionContext } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../http/domain-error';
import { PUBLIC_ROUTE } from './public';

/** Every route needs an access token; public ones still recognise a valid one and take no notice of a bad one. */
@Injectable()
export class JwtAuthGuard extends AuthGuard('jwt') {
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    // Most who come without a token may: no strategy need look for it.
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    if (headers.authorization === undefined && isPublic(context)) return true;
    return (await super.canActivate(context)) as boolean;
  }

  override handleRequest<T>(error: unknown, user: T, _info: unknown, context: ExecutionContext): T {
    if (error) throw error;
    if (user) return user;
    if (isPublic(context)) return null as T;
    throw new DomainError('unauthenticated');
  }
}

function isPublic(context: ExecutionContext): boolean {
  return [context.getHandler(), context.getClass()].some((place) => Reflect.hasMetadata(PUBLIC_ROUTE, place));
}
