import type { ErrorCode, FieldError, FieldErrorCode, ProofChallenge } from '@expertbook/contracts';

export interface DomainErrorOptions {
  /** A sentence for users; the title of the code when left out. */
  detail?: string;
  errors?: FieldError[];
  /** ISO starts; only where a time is not free. */
  alternatives?: string[];
  /** Seconds. */
  retryAfter?: number;
  /** Name of the limit that was exceeded, for the log and the counters; not sent. */
  limit?: string;
  /** Only with `proof_of_work_required`. */
  challenge?: ProofChallenge;
  cause?: unknown;
}

/** Thrown by services. One filter turns it into a problem+json response. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly options: DomainErrorOptions = {},
  ) {
    super(options.detail ?? code, { cause: options.cause });
    this.name = 'DomainError';
  }
}

/**
 * An error about one field of the request body.
 * @param fieldCode where the field's code is more specific than the problem's
 */
export function fieldError<C extends ErrorCode & FieldErrorCode>(
  code: C,
  field: string,
  message: string,
  fieldCode: FieldErrorCode = code,
): DomainError {
  return new DomainError(code, { detail: message, errors: [{ field, code: fieldCode, message }] });
}
