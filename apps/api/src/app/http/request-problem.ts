import type { FastifyRequest } from 'fastify';
import type { DomainError } from './domain-error';

const problems = new WeakMap<FastifyRequest, DomainError>();

/** Notes what a request was refused with, for its line in the log and for the counters. */
export function noteProblem(request: FastifyRequest, error: DomainError): void {
  problems.set(request, error);
}

/** What the request was refused with, if it was. */
export function problemOfRequest(request: FastifyRequest): DomainError | undefined {
  return problems.get(request);
}
