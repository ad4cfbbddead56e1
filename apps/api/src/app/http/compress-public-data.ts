import type { FastifyInstance } from 'fastify';
import { isPublicData } from './etag';
import { encodingFor, pack } from './packing';

/** Characters below which a packet is a packet. */
const LEAST = 1_000;

/**
 * Compresses what anybody may read below `/api/v1/experts/` for clients that take it: a month of free times is a tenth of its size
 * then. Nothing that came with a secret, so that its size can tell nobody anything of it (BREACH, CVE-2013-3587). The ETag
 * becomes a weak one, since the bytes differ (RFC 9110, 8.8.1). To be called after the tags are made.
 */
export function compressPublicData(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async (request, reply, payload) => {
    if (!isPublicData(request) || isSecret(request.headers)) return payload;
    if (reply.statusCode !== 200 && reply.statusCode !== 304) return payload;
    const vary = [reply.getHeader('vary'), 'Accept-Encoding'].filter(Boolean).join(', ');
    void reply.header('Vary', vary);
    const encoding = encodingFor(request.headers['accept-encoding']);
    if (!encoding || typeof payload !== 'string' || payload.length < LEAST) return payload;
    const tag = reply.getHeader('etag');
    if (typeof tag === 'string') void reply.header('ETag', `W/${tag}`);
    void reply.header('Content-Encoding', encoding).removeHeader('content-length');
    return pack(payload, encoding);
  });
}

function isSecret(headers: Record<string, unknown>): boolean {
  return ['authorization', 'x-link-token', 'x-manage-token'].some((name) => name in headers);
}
