import type { ErrorCode, FieldError } from '@expertbook/contracts';

export interface DomainErrorOptions {
  /** A sentence for people; the code's own title when left out. */
  detail?: string;
  errors?: FieldError[];
  /** ISO starts; only with a refused time. */
  alternatives?: string[];
  /** Seconds. */
  retryAfter?: number;
  cause?: unknown;
}

/** What services throw. One filter turns it into a problem+json answer. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly options: DomainErrorOptions = {},
  ) {
    super(options.detail ?? code, { cause: options.cause });
    this.name = 'DomainError';
  }
}

/** A refusal that belongs to one field of the request body. */
export function fieldError(code: ErrorCode, field: string, message: string): DomainError {
  return new DomainError(code, { detail: message, errors: [{ field, code, message }] });
}
