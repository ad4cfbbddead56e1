import { RequestMethod } from '@nestjs/common';
import type { Params } from 'nestjs-pino';
import type { Environment } from '../config/environment';

/** One line a request: method, route path, status, milliseconds. No query, header, body or address: they may be private. */
export function loggerOptions(environment: Environment): Params {
  return {
    forRoutes: [{ path: '{*path}', method: RequestMethod.ALL }],
    pinoHttp: {
      level: environment.logLevel,
      autoLogging: { ignore: (request) => request.url?.startsWith('/api/health') ?? false },
      serializers: {
        req: (request: { id: unknown; method: string; url: string }) => ({
          id: request.id,
          method: request.method,
          path: pathOf(request.url),
        }),
        res: (response: { statusCode: number }) => ({ status: response.statusCode }),
      },
      customLogLevel: (_request, response, error) =>
        error || response.statusCode >= 500 ? 'error' : response.statusCode >= 400 ? 'info' : 'debug',
    },
  };
}

/** Without the query, and without the token of a hold, which stands in the path. */
function pathOf(url: string): string {
  return (url.split('?')[0] ?? '').replace(/\/holds\/[^/]+/, '/holds/…');
}
