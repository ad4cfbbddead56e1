import type { ExecutionContext } from '@nestjs/common';
import { applyDecorators, createParamDecorator } from '@nestjs/common';
import { ApiBearerAuth, ApiSecurity } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { OptionalExpertRoute } from '../auth/current';
import { Public } from '../auth/public';
import { DomainError } from '../http/domain-error';

/**
 * The manage token of a request: the `X-Manage-Token` header.
 * @throws DomainError `unauthenticated` for one in the address, which would be in logs and histories
 */
export const ManageToken = createParamDecorator(
  (_data: unknown, context: ExecutionContext): string | null => {
    const { headers, query } = context.switchToHttp().getRequest<FastifyRequest>();
    const header = headers['x-manage-token'];
    if (typeof header === 'string' && header !== '') return header;
    if ((query as Record<string, unknown>)['token'] === undefined) return null;
    throw new DomainError('unauthenticated', {
      detail: 'Send the manage token in the X-Manage-Token header, not in the address.',
    });
  },
);

/** A route for a client with the booking's manage token, and for its expert. */
export function ManageRoute(): MethodDecorator {
  return applyDecorators(
    Public(),
    OptionalExpertRoute(),
    ApiSecurity('manageToken'),
    ApiBearerAuth('accessToken'),
  );
}
