import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { Catch } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { toDomainError, toProblem } from './problem';
import { noteProblem } from './request-problem';

/**
 * Sends every error of every route as `application/problem+json`, and records its code for the log line of the
 * request.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): void {
    const error = toDomainError(thrown);
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = toProblem(error, request.url.split('?')[0] ?? '/');
    noteProblem(request, error);
    if (reply.sent) return;
    if (problem.retryAfter !== undefined) reply.header('Retry-After', String(problem.retryAfter));
    void reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}
