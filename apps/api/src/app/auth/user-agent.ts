import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { oneLine, shortened } from '../calendar-file/plain-text';

const MOST_CHARACTERS = 200;

/** What the browser calls itself (a string): one line, at most 200 characters; empty when it says nothing. */
export const UserAgent = createParamDecorator((_data: unknown, context: ExecutionContext): string => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return shortened(oneLine(request.headers['user-agent'] ?? ''), MOST_CHARACTERS);
});
