import type { FastifyRequest } from 'fastify';
import type { DomainError } from './domain-error';

const problems = new WeakMap<FastifyRequest, DomainError>();

/** Records the problem of a request, for its log line and for the counters. */
export function noteProblem(request: FastifyRequest, error: DomainError): void {
  problems.set(request, error);
}

/** The problem of a request, if it had one. */
export function problemOfRequest(request: FastifyRequest): DomainError | undefined {
  return problems.get(request);
}
