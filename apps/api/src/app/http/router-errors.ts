import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from './domain-error';
import { toProblem } from './problem';
import { noteProblem } from './request-problem';

/**
 * Responds to paths that the router cannot read (invalid escapes, too long) with the same 404 problem as to any
 * unknown path.
 */
export function respondToRouterError(
  _error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const error = new DomainError('not_found');
  noteProblem(request, error);
  const problem = toProblem(error, request.url.split('?')[0] ?? '/');
  void reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}
