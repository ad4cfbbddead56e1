import type { FastifyInstance } from 'fastify';
import type { Params } from 'nestjs-pino';
import { PinoLogger } from 'nestjs-pino';
import type { Environment } from '../config/environment';

/**
 * Nest's logger writes through pino. Its middleware is left out: it gives each request an asynchronous context, which every
 * promise of every request then pays for (a tenth of a request's time), and no line of ours needs one.
 */
export function loggerOptions(environment: Environment): Params {
  return { forRoutes: [], pinoHttp: { level: environment.logLevel, autoLogging: false } };
}

/** One line a request: method, route path, status, milliseconds. No query, header, body or address: they may be private. */
export function logRequests(fastify: FastifyInstance): void {
  fastify.addHook('onResponse', ({ id, method, url }, { statusCode: status, elapsedTime }, done) => {
    const level = status >= 500 ? 'error' : status >= 400 ? 'info' : 'debug';
    if (PinoLogger.root.isLevelEnabled(level) && !url.startsWith('/api/health')) {
      const line = { req: { id, method, path: pathOf(url) }, res: { status }, responseTime: ms(elapsedTime) };
      PinoLogger.root[level](line, 'request completed');
    }
    done();
  });
}

function ms(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}

/** Without the query, and without the token of a hold, which stands in the path. */
function pathOf(url: string): string {
  return (url.split('?')[0] ?? '').replace(/\/holds\/[^/]+/, '/holds/…');
}
