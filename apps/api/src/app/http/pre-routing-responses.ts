import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Answers a request before anything else has looked at it, past Fastify; false when it did not. */
export type PreRoutingResponse = (request: FastifyRequest, reply: FastifyReply) => boolean;

const answering = new WeakMap<FastifyInstance, PreRoutingResponse[]>();

/** Keeps the place ahead of Nest's middleware layer, which every request runs through as soon as the application exists. */
export function reservePreRoutingResponses(fastify: FastifyInstance): void {
  const answers: PreRoutingResponse[] = [];
  answering.set(fastify, answers);
  fastify.addHook('onRequest', (request, reply, done) => {
    for (const answer of answers) if (answer(request, reply)) return;
    done();
  });
}

/** Takes a place kept by {@link reservePreRoutingResponses}, behind those taken before. */
export function respondBeforeRouting(fastify: FastifyInstance, answer: PreRoutingResponse): void {
  answering.get(fastify)?.push(answer);
}
