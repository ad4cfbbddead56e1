import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';
import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Sends Helmet's headers for these options with every response. They are the same for all responses, so Helmet runs
 * once instead of building the policy for each request.
 */
export function sendSecurityHeaders(fastify: FastifyInstance, publicUrl: string): void {
  const isSecure = publicUrl.startsWith('https:');
  const headers = headersOf({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:', new URL(publicUrl).origin],
        connectSrc: ["'self'", publicUrl.replace(/^http/, 'ws')],
        frameAncestors: ["'self'"],
        upgradeInsecureRequests: isSecure ? [] : null,
      },
    },
    hsts: isSecure,
    crossOriginEmbedderPolicy: false,
  });
  fastify.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(headers);
    done();
  });
}

function headersOf(options: Parameters<typeof helmet>[0]): Record<string, string> {
  const headers: Record<string, string> = {};
  const response = {
    setHeader: (name: string, value: string) => (headers[name.toLowerCase()] = value),
    removeHeader: () => undefined,
  };
  helmet(options)({} as IncomingMessage, response as unknown as ServerResponse, (error: unknown) => {
    if (error) throw error;
  });
  return headers;
}
