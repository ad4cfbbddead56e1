import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from './domain-error';
import { toProblem } from './problem';
import { noteProblem } from './request-problem';

/** For addresses the router cannot even read (bad escapes, endless names): the same 404 problem as any other unknown one. */
export function answerRouterError(_error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const error = new DomainError('not_found');
  noteProblem(request, error);
  const problem = toProblem(error, request.url.split('?')[0] ?? '/');
  void reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}
