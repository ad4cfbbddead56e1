import '@fastify/multipart';
import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError, fieldError } from '../http/domain-error';

/**
 * The bytes of the one file of a `multipart/form-data` request, in the given field (RFC 7578).
 * @throws DomainError `unsupported_media_type` for another kind of body, `payload_too_large`, `malformed_request`;
 *   `validation_failed` without a file
 */
export const UploadedPicture = createParamDecorator(
  (field: 'photo' | 'cover', context: ExecutionContext): Promise<Buffer> =>
    readPicture(context.switchToHttp().getRequest<FastifyRequest>(), field),
);

async function readPicture(request: FastifyRequest, field: string): Promise<Buffer> {
  if (!request.isMultipart()) {
    throw new DomainError('unsupported_media_type', {
      detail: `Send the ${field} as multipart/form-data.`,
    });
  }
  const file = await request.file().catch(throwMalformed);
  const bytes = await file?.toBuffer().catch(throwMalformed);
  if (!file || !bytes || file.fieldname !== field || bytes.length === 0) {
    throw fieldError('validation_failed', field, 'Please choose a picture.');
  }
  return bytes;
}

/** Errors of the parser for a body that is incomplete or not a form have no status. */
function throwMalformed(error: unknown): never {
  const { statusCode } = error as { statusCode?: unknown };
  if (statusCode === 413) {
    throw new DomainError('payload_too_large', { detail: 'A picture may have at most 5 MB.', cause: error });
  }
  throw new DomainError('malformed_request', { cause: error });
}
