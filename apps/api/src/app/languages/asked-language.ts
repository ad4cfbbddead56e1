import type { ExecutionContext } from '@nestjs/common';
import { createParamDecorator } from '@nestjs/common';
import type { Language } from '@expertbook/contracts';
import type { FastifyRequest } from 'fastify';
import { askedLanguage } from './page-language';

/** The language of the page that sent the request, as {@link askedLanguage} decides it for the page; otherwise null. */
export const AskedLanguage = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Language | null => {
    const { cookies, headers } = context.switchToHttp().getRequest<FastifyRequest>();
    return askedLanguage(undefined, cookies['lang'], headers['accept-language']);
  },
);
