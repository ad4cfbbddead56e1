import type { ErrorCode, FieldError, Problem } from '@expertbook/contracts';
import { ERROR_CODES } from '@expertbook/contracts';
import { ApiProperty } from '@nestjs/swagger';

/** One refused field. */
export class FieldErrorDto implements FieldError {
  /** Path in the request body, e.g. `attendee.email` */
  field: string;
  code: string;
  message: string;
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

  /** Seconds until it is worth trying again. */
  retryAfter?: number;
}
