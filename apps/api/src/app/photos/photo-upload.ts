import multipart from '@fastify/multipart';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DomainError } from '../http/domain-error';

export const PHOTO_FIELD = 'photo';
const PHOTO_MAX_BYTES = 5 * 1024 * 1024;
const UPLOAD_ROUTE = '/api/v1/experts/me/photo';

/**
 * Lets one route read `multipart/form-data`, and one file of it. Everywhere else such a body is refused as before: nothing
 * there reads it, and Fastify's limit of bodies does not reach it.
 */
export async function acceptPhotoUploads(app: NestFastifyApplication): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, _reply, done) => {
    const isForm = /^multipart\//i.test(request.headers['content-type']?.trim() ?? '');
    const expected = request.routeOptions.url === UPLOAD_ROUTE && request.method === 'PUT';
    done(isForm && !expected ? new DomainError('unsupported_media_type') : undefined);
  });
  await app.register(multipart, {
    limits: { files: 1, fields: 0, parts: 1, fileSize: PHOTO_MAX_BYTES, headerPairs: 20 },
  });
}
