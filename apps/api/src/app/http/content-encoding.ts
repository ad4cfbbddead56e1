import type { FastifyInstance } from 'fastify';
import { DomainError } from './domain-error';

/** Rejects encoded request bodies with 415: no client needs them, and a decoder is attack surface. */
export function rejectEncodedBodies(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    const encoding = request.headers['content-encoding'];
    const encoded = encoding !== undefined && encoding.toLowerCase() !== 'identity';
    done(encoded ? new DomainError('unsupported_media_type') : undefined);
  });
}
