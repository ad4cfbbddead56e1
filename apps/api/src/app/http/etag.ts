import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';

const REVALIDATED = '/api/v1/experts/';

/**
 * Gives public data a strong ETag of its bytes, and responds with 304 when the client has the same bytes (RFC 9110,
 * 8.8.3 and 13.1.2). So a page that reads again after every push transfers nothing when nothing changed for it.
 */
export function revalidatePublicData(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    const applies = isPublicData(request) && reply.statusCode === 200;
    if (!applies || typeof payload !== 'string') return done(null, payload);
    const tag = entityTag(payload);
    void reply.header('ETag', tag).header('Cache-Control', 'no-cache');
    if (!matchesTag(request.headers['if-none-match'], tag)) return done(null, payload);
    void reply.code(304).removeHeader('content-type').removeHeader('content-length');
    done(null, null);
  });
}

/** Whether a request reads below `/api/v1/experts/`. */
export function isPublicData({ method, url }: Pick<FastifyRequest, 'method' | 'url'>): boolean {
  return method === 'GET' && url.startsWith(REVALIDATED);
}

/** A strong ETag of these bytes. */
export function entityTag(payload: string | Buffer): string {
  return `"${createHash('sha1').update(payload).digest('base64url')}"`;
}

/** Whether an If-None-Match header contains the tag (weak comparison). */
export function matchesTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((candidate) => {
    const known = candidate.trim().replace(/^W\//, '');
    return known === tag || known === '*';
  });
}
