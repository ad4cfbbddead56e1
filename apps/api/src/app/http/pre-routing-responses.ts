import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Responds to a request before routing and without Fastify; false when it did not. */
export type PreRoutingResponse = (request: FastifyRequest, reply: FastifyReply) => boolean;

const answering = new WeakMap<FastifyInstance, PreRoutingResponse[]>();

/** Registers the hook ahead of Nest's middleware layer, which every request passes once the application exists. */
export function reservePreRoutingResponses(fastify: FastifyInstance): void {
  const answers: PreRoutingResponse[] = [];
  answering.set(fastify, answers);
  fastify.addHook('onRequest', (request, reply, done) => {
    for (const answer of answers) if (answer(request, reply)) return;
    done();
  });
}

/**
 * Adds a responder to the hook of {@link reservePreRoutingResponses}; they are tried in the order in which they were
 * added.
 */
export function respondBeforeRouting(fastify: FastifyInstance, answer: PreRoutingResponse): void {
  answering.get(fastify)?.push(answer);
}
