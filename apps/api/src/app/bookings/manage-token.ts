import type { ExecutionContext } from '@nestjs/common';
import { createParamDecorator } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

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
