import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isPublicData } from './etag';
import { encodingFor, compress } from './compression';

/** Bodies with fewer characters fit into one packet anyway. */
const MIN_LENGTH = 1_000;

/**
 * Compresses public data below `/api/v1/experts/` for clients that accept it: a month of free times becomes a tenth
 * of its size. Responses to requests with a secret are not compressed, because their size could reveal it (BREACH,
 * CVE-2013-3587). The ETag becomes weak, since the bytes differ (RFC 9110, 8.8.1). Every response has `Vary:
 * Accept-Encoding`, compressed or not, so that caches keep them apart (12.5.5). Call it after the hook that sets the
 * ETag.
 */
export function compressPublicData(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async (request, reply, payload) => {
    if (!isPublicData(request)) return payload;
    const vary = [reply.getHeader('vary'), 'Accept-Encoding'].filter(Boolean).join(', ');
    void reply.header('Vary', vary);
    if (reply.statusCode !== 200 || hasSecret(request)) return payload;
    const encoding = encodingFor(request.headers['accept-encoding']);
    if (!encoding || typeof payload !== 'string' || payload.length < MIN_LENGTH) return payload;
    const tag = reply.getHeader('etag');
    if (typeof tag === 'string') void reply.header('ETag', `W/${tag}`);
    void reply.header('Content-Encoding', encoding).removeHeader('content-length');
    return compress(payload, encoding, 'once');
  });
}

/** Whether a request has a token or another secret. */
export function hasSecret({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  return ['authorization', 'x-link-token', 'x-manage-token'].some((name) => name in headers);
}
