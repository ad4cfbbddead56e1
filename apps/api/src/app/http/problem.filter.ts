import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { Catch, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { toDomainError, toProblem } from './problem';

/** Every error of every route leaves as `application/problem+json`; only unexpected ones are logged with their cause. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  catch(thrown: unknown, host: ArgumentsHost): void {
    const error = toDomainError(thrown);
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = toProblem(error, request.url.split('?')[0] ?? '/');
    if (problem.status >= 500) {
      const cause = error.options.cause;
      this.logger.error(
        `${request.id} ${request.method} ${request.routeOptions.url ?? problem.instance} -> ${problem.code}`,
        cause instanceof Error ? cause.stack : undefined,
      );
    }
    if (reply.sent) return;
    if (problem.retryAfter !== undefined) reply.header('Retry-After', String(problem.retryAfter));
    void reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}
