import type { FastifyInstance } from 'fastify';
import type { Counter, Histogram } from 'prom-client';
import { routeOf } from '../http/logging';
import { problemOfRequest } from '../http/request-problem';
import type { Metrics } from './metrics';

/** Routes that claim time, and the name under which they are counted. */
const CLAIMING_ROUTES: Readonly<Record<string, string>> = {
  '/api/v1/holds': 'hold',
  '/api/v1/bookings': 'booking',
  '/api/v1/bookings/:uid/reschedule': 'reschedule',
};

/**
 * Counts every request with a response, also those sent without the framework. Labels are route patterns, statuses
 * and codes: sets that do not grow with input.
 */
export function countRequests(fastify: FastifyInstance, metrics: Metrics): void {
  const children = new RouteChildren(metrics);
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = routeOf(request);
    const { method } = request;
    const status = reply.statusCode;
    const child = children.of(route);
    child.duration.observe(reply.elapsedTime / 1000);
    child.requests(method, status).inc();
    const problem = problemOfRequest(request);
    if (problem) metrics.problems.inc({ code: problem.code, status });
    const kind = method === 'POST' ? CLAIMING_ROUTES[route] : undefined;
    if (kind) metrics.bookings.inc({ kind, outcome: problem?.code ?? 'done' });
    done();
  });
}

interface RouteChild {
  duration: Histogram.Internal<'route'>;
  requests(method: string, status: number): Counter.Internal;
}

/** Resolved children of the two metrics of every request: hashing their labels each time costs more than counting. */
class RouteChildren {
  private readonly routes = new Map<string, RouteChild>();

  constructor(private readonly metrics: Metrics) {}

  of(route: string): RouteChild {
    const known = this.routes.get(route);
    if (known) return known;
    const counters = new Map<string, Map<number, Counter.Internal>>();
    const child: RouteChild = {
      duration: this.metrics.duration.labels({ route }),
      requests: (method, status) => {
        const byStatus = counters.get(method) ?? new Map<number, Counter.Internal>();
        counters.set(method, byStatus);
        const counter = byStatus.get(status) ?? this.metrics.requests.labels({ method, route, status });
        byStatus.set(status, counter);
        return counter;
      },
    };
    this.routes.set(route, child);
    return child;
  }
}
