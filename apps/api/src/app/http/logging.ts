import type { ErrorCode } from '@expertbook/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Params } from 'nestjs-pino';
import { PinoLogger } from 'nestjs-pino';
import { randomBytes } from 'node:crypto';
import type { Environment } from '../config/environment';
import { causeForLog } from '../observability/cause-for-log';
import type { EventName } from '../observability/event-names';
import { wideNetwork } from '../network/client-network';
import type { DomainError } from './domain-error';
import { logDestination } from './log-destination';
import { problemOfRequest } from './request-problem';

/**
 * Makes Nest's logger write through pino. The middleware of nestjs-pino is left out: it gives each request an
 * asynchronous context, which slows down every promise (a tenth of a request's time), and no log line here needs one.
 */
export function loggerOptions(environment: Environment): Params {
  return {
    forRoutes: [],
    pinoHttp: { level: environment.logLevel, autoLogging: false, stream: logDestination() },
  };
}

/** Header with the id of a request, in its response and in the log. */
export const REQUEST_ID_HEADER = 'x-request-id';

/** Ids that differ between processes and between their starts, made from a counter. An id sent by a client is ignored. */
export function requestIds(): () => string {
  const process = randomBytes(6).toString('hex');
  let count = 0;
  return () => `${process}-${(count++).toString(36)}`;
}

/**
 * One line per request: id, method, route pattern, status, milliseconds, the account of the requester and the code of
 * a problem. Addresses, queries, headers and bodies are left out, and so is the path, which may contain a token or a
 * name.
 */
export function logRequests(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header(REQUEST_ID_HEADER, request.id);
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const level = levelOf(reply.statusCode);
    if (PinoLogger.root.isLevelEnabled(level) && !request.url.startsWith('/api/health')) {
      const line = requestLine(request, reply);
      PinoLogger.root[level](line, line.event);
    }
    done();
  });
}

/** The route pattern of a request, never its path. */
export function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'unmatched';
}

interface RequestLine {
  event: EventName;
  requestId: string;
  method: string;
  route: string;
  status: number;
  ms: number;
  accountId?: string;
  code?: ErrorCode;
  limit?: string;
  /** The /24 or /48 of the rejected client. */
  network?: string;
  cause?: unknown;
}

function requestLine(
  request: FastifyRequest,
  { statusCode: status, elapsedTime }: FastifyReply,
): RequestLine {
  const problem = problemOfRequest(request);
  const { user } = request as { user?: { userId?: { toString(): string } } | null };
  const route = routeOf(request);
  const event = eventOf(route, status, problem);
  return {
    event,
    requestId: request.id,
    method: request.method,
    route,
    status,
    ms: Math.round(elapsedTime * 10) / 10,
    ...(user?.userId && { accountId: String(user.userId) }),
    ...(problem && { code: problem.code }),
    ...(OF_A_NETWORK.has(event) && { network: wideNetwork(request.ip) }),
    ...(problem?.options.limit && { limit: problem.options.limit }),
    ...(status >= 500 &&
      problem?.options.cause !== undefined && { cause: causeForLog(problem.options.cause) }),
  };
}

const EVENT_OF_CODE: Partial<Record<ErrorCode, EventName>> = {
  invalid_credentials: 'auth.sign_in_failed',
  unauthenticated: 'auth.refused',
  forbidden: 'access.refused',
  not_expert: 'access.refused',
  origin_refused: 'access.refused',
  rate_limited: 'limit.blocked',
  hold_limit: 'limit.blocked',
};
/** Operators need to know the origin; the full address is personal data. */
const OF_A_NETWORK = new Set<EventName>(Object.values(EVENT_OF_CODE));
const TAKES_TIME = /^\/api\/v1\/(?:holds|bookings(?:\/:uid\/reschedule)?)$/;

/** The stable event name for the result of a request. */
export function eventOf(route: string, status: number, problem?: DomainError): EventName {
  if (status >= 500) return 'http.failed';
  const named = problem && EVENT_OF_CODE[problem.code];
  if (named) return named;
  return (status === 409 || status === 422) && TAKES_TIME.test(route) ? 'booking.refused' : 'http.request';
}

function levelOf(status: number): 'error' | 'info' | 'debug' {
  if (status >= 500) return 'error';
  return status >= 400 ? 'info' : 'debug';
}
