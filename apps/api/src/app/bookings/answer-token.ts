import type { ExecutionContext } from '@nestjs/common';
import { applyDecorators, createParamDecorator } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { ANSWER_TOKEN_HEADER } from '@expertbook/contracts';
import type { FastifyRequest } from 'fastify';
import { Public } from '../auth/public';
import { RateLimit } from '../http/rate-limit';

/** The token of a mail that answers a request; empty where there is none, which matches no request. */
export const AnswerToken = createParamDecorator((_data: unknown, context: ExecutionContext): string => {
  const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
  const header = headers[ANSWER_TOKEN_HEADER.toLowerCase()];
  return typeof header === 'string' ? header : '';
});

/** A route for the reader of the mail about the request, signed in or not. */
export function AnswerRoute(): MethodDecorator {
  return applyDecorators(
    Public(),
    RateLimit('writes'),
    ApiHeader({ name: ANSWER_TOKEN_HEADER, required: true, description: 'Of the link in the mail' }),
  );
}
