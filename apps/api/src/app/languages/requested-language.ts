import type { ExecutionContext } from '@nestjs/common';
import { createParamDecorator } from '@nestjs/common';
import type { Language } from '@expertbook/contracts';
import type { FastifyRequest } from 'fastify';
import { requestedLanguage } from './page-language';

/** The language of the page that sent the request, as {@link requestedLanguage} decides it for the page; otherwise null. */
export const RequestedLanguage = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Language | null => {
    const { cookies, headers } = context.switchToHttp().getRequest<FastifyRequest>();
    return requestedLanguage(undefined, cookies['lang'], headers['accept-language']);
  },
);
