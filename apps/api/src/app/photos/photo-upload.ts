import multipart from '@fastify/multipart';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../http/domain-error';

const PHOTO_MAX_BYTES = 5 * 1024 * 1024;
const UPLOAD_ROUTES: readonly (string | undefined)[] = [
  '/api/v1/experts/me/photo',
  '/api/v1/experts/me/cover',
];

/**
 * Lets the routes for pictures read `multipart/form-data` with one file. All other routes still reject such a body:
 * Fastify's body limit does not apply to it.
 * @param isExempt a request that may have such a body, which is not read
 */
export async function acceptPhotoUploads(
  app: NestFastifyApplication,
  isExempt: (request: FastifyRequest) => boolean,
): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, _reply, done) => {
    const isForm = /^multipart\//i.test(request.headers['content-type']?.trim() ?? '');
    const expected = UPLOAD_ROUTES.includes(request.routeOptions.url) && request.method === 'PUT';
    done(isForm && !expected && !isExempt(request) ? new DomainError('unsupported_media_type') : undefined);
  });
  await app.register(multipart, {
    limits: { files: 1, fields: 0, parts: 1, fileSize: PHOTO_MAX_BYTES, headerPairs: 20 },
  });
}
