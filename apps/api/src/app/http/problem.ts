import { HttpException } from '@nestjs/common';
import type { ErrorCode, Problem } from '@expertbook/contracts';
import { DomainError } from './domain-error';
import { ERROR_CATALOGUE } from './error-catalogue';
import { isDatabaseUnavailable } from '../database/database-errors';

const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'malformed_request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  405: 'not_found',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
  422: 'validation_failed',
  429: 'rate_limited',
  503: 'busy_try_again',
};

/** Turns any thrown value into a {@link DomainError}; unknown errors become `internal_error` without their message. */
export function toDomainError(thrown: unknown): DomainError {
  if (thrown instanceof DomainError) return thrown;
  if (thrown instanceof HttpException) {
    return new DomainError(CODE_OF_STATUS[thrown.getStatus()] ?? 'internal_error', { cause: thrown });
  }
  if (isDatabaseUnavailable(thrown))
    return new DomainError('busy_try_again', { retryAfter: 2, cause: thrown });
  const status = (thrown as { statusCode?: unknown } | null)?.statusCode;
  const code = typeof status === 'number' && status < 500 ? CODE_OF_STATUS[status] : undefined;
  return new DomainError(code ?? 'internal_error', { cause: thrown });
}

/** The RFC 9457 body of an error. `instance` is the request's path, without its query, which may contain a token. */
export function toProblem(error: DomainError, instance: string): Problem {
  const { status, title } = ERROR_CATALOGUE[error.code];
  const { detail, errors, alternatives, retryAfter, challenge } = error.options;
  return {
    type: `urn:expertbook:problem:${error.code}`,
    title,
    status,
    detail: detail ?? title,
    instance,
    code: error.code,
    ...(errors && { errors }),
    ...(alternatives && { alternatives }),
    ...(retryAfter !== undefined && { retryAfter }),
    ...(challenge && { challenge }),
  };
}
