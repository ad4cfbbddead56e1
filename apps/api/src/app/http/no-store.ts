import type { FastifyInstance } from 'fastify';

/** The documentation is the same for all. */
const DOCUMENTATION = /^\/api\/(?:docs|openapi\.json)/;

/**
 * Keeps answers of the API out of every cache (RFC 9111, 5.2.2.5) unless their route has said otherwise, as those for public
 * data and photos do: a new route about an account, a session or a booking is private without doing anything for it. To be
 * called after the hooks that say so.
 */
export function storeNothing(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    const applies = request.url.startsWith('/api/') && !DOCUMENTATION.test(request.url);
    if (applies && !reply.hasHeader('cache-control')) void reply.header('Cache-Control', 'no-store');
    done(null, payload);
  });
}
