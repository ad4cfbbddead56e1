import type { FastifyInstance } from 'fastify';
import { routeOf } from '../http/logging';
import { problemOfRequest } from '../http/request-problem';
import type { Metrics } from './metrics';

/** Routes that take a time, and what is counted of them. */
const TAKES_TIME: Readonly<Record<string, string>> = {
  '/api/v1/holds': 'hold',
  '/api/v1/bookings': 'booking',
  '/api/v1/bookings/:uid/reschedule': 'reschedule',
};

/**
 * Counts every answered request, also those answered past the framework. Labels are patterns of routes, statuses and codes:
 * sets that do not grow with what people send.
 */
export function countRequests(fastify: FastifyInstance, metrics: Metrics): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = routeOf(request);
    const { method } = request;
    const status = reply.statusCode;
    metrics.requests.inc({ method, route, status });
    metrics.duration.observe({ route }, reply.elapsedTime / 1000);
    const problem = problemOfRequest(request);
    if (problem) metrics.problems.inc({ code: problem.code, status });
    const kind = method === 'POST' ? TAKES_TIME[route] : undefined;
    if (kind) metrics.bookings.inc({ kind, outcome: problem?.code ?? 'done' });
    done();
  });
}
