import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../http/domain-error';

/** The route that mail programs post to. */
export const ONE_CLICK_ROUTE = '/api/v1/reminder-stops/:token';
const FORM = 'application/x-www-form-urlencoded';
const BODY_LIMIT_BYTES = 1024;

/** Whether a request is the one that a mail program makes for `List-Unsubscribe-Post` (RFC 8058). */
export function isOneClick({ method, routeOptions }: FastifyRequest): boolean {
  return method === 'POST' && routeOptions.url === ONE_CLICK_ROUTE;
}

/** Lets that one route have the form that RFC 8058 prescribes; its content is not read. All others still reject it. */
export function acceptOneClickForms(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, _reply, done) => {
    const isForm = (request.headers['content-type'] ?? '').trim().toLowerCase().startsWith(FORM);
    done(isForm && !isOneClick(request) ? new DomainError('unsupported_media_type') : undefined);
  });
  fastify.addContentTypeParser(
    FORM,
    { bodyLimit: BODY_LIMIT_BYTES, parseAs: 'string' },
    (_request, _body, done) => done(null, undefined),
  );
}
