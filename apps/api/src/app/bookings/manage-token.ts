import type { ExecutionContext } from '@nestjs/common';
import { applyDecorators, createParamDecorator } from '@nestjs/common';
import { ApiBearerAuth, ApiQuery, ApiSecurity } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Public } from '../auth/public';

/** The manage token of a request: the `X-Manage-Token` header, or `?token=`, which is for links in calendars only. */
export const ManageToken = createParamDecorator(
  (_data: unknown, context: ExecutionContext): string | null => {
    const { headers, query } = context.switchToHttp().getRequest<FastifyRequest>();
    const header = headers['x-manage-token'];
    if (typeof header === 'string' && header !== '') return header;
    const { token } = query as Record<string, unknown>;
    return typeof token === 'string' && token !== '' ? token : null;
  },
);

/** A route for whoever has the booking's manage token, and for its expert. */
export function ManageRoute(): MethodDecorator {
  return applyDecorators(
    Public(),
    ApiSecurity('manageToken'),
    ApiBearerAuth('accessToken'),
    ApiQuery({ name: 'token', required: false, description: 'Instead of the X-Manage-Token header' }),
  );
}
