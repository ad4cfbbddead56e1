import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { DomainError } from './domain-error';
import { isTooDeep } from './json-depth';

/**
 * Levels of objects and lists in a body. The deepest request has five; code that walks a body recurses once per
 * level.
 */
export const MAX_BODY_DEPTH = 32;

/** UTF-8 cannot encode half a surrogate pair, so it appears only as an escape. */
const SURROGATE_ESCAPE = /\\u[dD][89a-fA-F]/;
const LONE_SURROGATE = /\p{Surrogate}/u;

type Done = (error: Error | null, body?: unknown) => void;

/**
 * Makes JSON the only kind of body that is read, except for the photo's form. Nest would read URL-encoded forms and
 * Fastify plain text; without a parser both get 415, so no form of another site reaches a route.
 */
export function readJsonBodiesOnly(adapter: FastifyAdapter, bodyLimit: number): void {
  const fastify = adapter.getInstance();
  fastify.removeContentTypeParser('text/plain');
  const parse = fastify.getDefaultJsonParser('error', 'error');
  adapter.useBodyParser(
    'application/json',
    false,
    { bodyLimit },
    (request: FastifyRequest, body: Buffer, done: Done) => {
      if (isTooDeep(body, MAX_BODY_DEPTH)) {
        const detail = `The body is nested more than ${MAX_BODY_DEPTH} levels deep.`;
        return done(new DomainError('malformed_request', { detail }));
      }
      const text = body.toString('utf8');
      return void parse(request, text, (error: Error | null, parsed?: unknown) =>
        error || !SURROGATE_ESCAPE.test(text) || isWellFormed(parsed)
          ? done(error, parsed)
          : done(new DomainError('malformed_request', { detail: 'The body holds half a character.' })),
      );
    },
  );
}

/**
 * Whether no string has half of a surrogate pair. JSON allows it (RFC 8259, section 8.2), but it is no character:
 * UTF-8 encoders throw at it or replace it.
 */
function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return !LONE_SURROGATE.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, inside]) => !LONE_SURROGATE.test(key) && isWellFormed(inside));
}
