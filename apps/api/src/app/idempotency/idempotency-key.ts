import { applyDecorators } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { ApiProblems } from '../http/api-problems';
import { KEY_PATTERN } from './idempotency.service';

/** Documents the header, and its problems, of a route that sends the first response again for repetitions with the same key. */
export const ApiIdempotencyKey = (): MethodDecorator & ClassDecorator =>
  applyDecorators(
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'Repetitions get the first response; 24 hours',
      schema: {
        type: 'string',
        pattern: KEY_PATTERN.source,
        example: 'b8f2f0f1-6f0e-4f0b-9a55-0f4c7d6d2f8e',
      },
    }),
    ApiProblems('idempotency_mismatch', 'idempotency_in_progress'),
  );
