import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Answers a request before anything else has looked at it, past Fastify; false when it did not. */
export type EarlyAnswer = (request: FastifyRequest, reply: FastifyReply) => boolean;

const answering = new WeakMap<FastifyInstance, EarlyAnswer[]>();

/** Keeps the place ahead of Nest's middleware layer, which every request runs through as soon as the application exists. */
export function reserveEarlyAnswers(fastify: FastifyInstance): void {
  const answers: EarlyAnswer[] = [];
  answering.set(fastify, answers);
  fastify.addHook('onRequest', (request, reply, done) => {
    for (const answer of answers) if (answer(request, reply)) return;
    done();
  });
}

/** Takes a place kept by {@link reserveEarlyAnswers}, behind those taken before. */
export function answerEarly(fastify: FastifyInstance, answer: EarlyAnswer): void {
  answering.get(fastify)?.push(answer);
}
