import type { FastifyInstance } from 'fastify';

/** The documentation is public. */
const DOCUMENTATION = /^\/api\/(?:docs|openapi\.json)/;

/**
 * Keeps responses of the API out of every cache (RFC 9111, 5.2.2.5) unless their route sets `Cache-Control`, as those
 * for public data and photos do. So a new route about an account, a session or a booking is private by default. Call
 * it after the hooks that set the header.
 */
export function storeNothing(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    const applies = request.url.startsWith('/api/') && !DOCUMENTATION.test(request.url);
    if (applies && !reply.hasHeader('cache-control')) void reply.header('Cache-Control', 'no-store');
    done(null, payload);
  });
}
