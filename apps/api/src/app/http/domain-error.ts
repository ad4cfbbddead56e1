import type { ErrorCode, FieldError, FieldErrorCode, ProofChallenge } from '@expertbook/contracts';

export interface DomainErrorOptions {
  /** A sentence for people; the code's own title when left out. */
  detail?: string;
  errors?: FieldError[];
  /** ISO starts; only with a refused time. */
  alternatives?: string[];
  /** Seconds. */
  retryAfter?: number;
  /** Which limit refuses: a word of the program, for the log and the counters; it is not sent. */
  limit?: string;
  /** Only with `proof_of_work_required`. */
  challenge?: ProofChallenge;
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

/**
 * A refusal that belongs to one field of the request body.
 * @param fieldCode where the field's code says more than the problem's
 */
export function fieldError<C extends ErrorCode & FieldErrorCode>(
  code: C,
  field: string,
  message: string,
  fieldCode: FieldErrorCode = code,
): DomainError {
  return new DomainError(code, { detail: message, errors: [{ field, code: fieldCode, message }] });
}
