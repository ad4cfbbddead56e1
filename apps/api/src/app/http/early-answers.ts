import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Answers a request before anything else has looked at it, past Fastify; false when it did not. */
export type EarlyAnswer = (request: FastifyRequest, reply: FastifyReply) => boolean;

const answering = new WeakMap<FastifyInstance, EarlyAnswer>();

/** Keeps the place ahead of Nest's middleware layer, which every request runs through as soon as the application exists. */
export function reserveEarlyAnswers(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!answering.get(fastify)?.(request, reply)) done();
  });
}

/** Takes the place kept by {@link reserveEarlyAnswers}. */
export function answerEarly(fastify: FastifyInstance, answer: EarlyAnswer): void {
  answering.set(fastify, answer);
}
