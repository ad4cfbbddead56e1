import type { FastifyInstance } from 'fastify';
import { DomainError } from './domain-error';

/** Refuses encoded request bodies with 415: a decoder is attack surface without a use here (design section 8). */
export function rejectEncodedBodies(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    const encoding = request.headers['content-encoding'];
    const encoded = encoding !== undefined && encoding.toLowerCase() !== 'identity';
    done(encoded ? new DomainError('unsupported_media_type') : undefined);
  });
}
