import type { ErrorCode, FieldError, FieldErrorCode, Problem, ProofChallenge } from '@expertbook/contracts';
import { ERROR_CODES, FIELD_ERROR_CODES } from '@expertbook/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** One rejected field. */
export class FieldErrorDto implements FieldError {
  /** Path in the request body, e.g. `attendee.email`, `guests.1` */
  field: string;

  @ApiProperty({
    enum: FIELD_ERROR_CODES,
    example: 'max_length',
    description: 'Use it to translate the error; more codes may be added.',
  })
  code: FieldErrorCode;

  /** An English sentence
   * @example Name must have at most 120 characters. */
  message: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'number' },
    example: { count: 120 },
    description: 'The numbers in the message.',
  })
  params?: Record<string, number>;
}

/** Find the number from 0 to `maxnumber` for which the hex SHA-256 of `salt` and the number is `challenge` (ALTCHA). */
export class ProofChallengeDto implements ProofChallenge {
  /** @example SHA-256 */
  algorithm: string;
  challenge: string;
  maxnumber: number;
  salt: string;
  signature: string;
}

/** RFC 9457 problem details. Switch on `code`. */
export class ProblemDto implements Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;

  @ApiProperty({ enum: ERROR_CODES })
  code: ErrorCode;

  errors?: FieldErrorDto[];

  /** Nearest free starts; only with a 409 on a time. */
  alternatives?: string[];

  /** Seconds to wait before the next try. */
  retryAfter?: number;

  /** Only with `proof_of_work_required`. */
  challenge?: ProofChallengeDto;
}
