import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isPublicData } from './etag';
import { encodingFor, compress } from './compression';

/** Characters below which a packet is a packet. */
const LEAST = 1_000;

/**
 * Compresses public data below `/api/v1/experts/` for clients that accept it, which makes a month of free times a tenth of its
 * size. Responses to requests with a secret are not compressed, so that their size reveals nothing (BREACH, CVE-2013-3587). The ETag
 * becomes a weak one, since the bytes differ (RFC 9110, 8.8.1). Every response there has `Vary: Accept-Encoding`,
 * compressed or not, or a cache would mix the two up (12.5.5). To be called after the tags are made.
 */
export function compressPublicData(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async (request, reply, payload) => {
    if (!isPublicData(request)) return payload;
    const vary = [reply.getHeader('vary'), 'Accept-Encoding'].filter(Boolean).join(', ');
    void reply.header('Vary', vary);
    if (reply.statusCode !== 200 || bringsSecret(request)) return payload;
    const encoding = encodingFor(request.headers['accept-encoding']);
    if (!encoding || typeof payload !== 'string' || payload.length < LEAST) return payload;
    const tag = reply.getHeader('etag');
    if (typeof tag === 'string') void reply.header('ETag', `W/${tag}`);
    void reply.header('Content-Encoding', encoding).removeHeader('content-length');
    return compress(payload, encoding, 'once');
  });
}

/** Whether a request comes with what only one side may know. */
export function bringsSecret({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  return ['authorization', 'x-link-token', 'x-manage-token'].some((name) => name in headers);
}
