import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import type { ErrorCode } from '@expertbook/contracts';
import { ERROR_CATALOGUE } from './error-catalogue';
import { toProblem } from './problem';
import { DomainError } from './domain-error';
import { ProblemDto } from './problem.dto';

/** Documents the problem answers of a route, one response a status, one example a code. */
export function ApiProblems(...codes: ErrorCode[]): MethodDecorator & ClassDecorator {
  const byStatus = codes.reduce((map, code) => {
    const { status } = ERROR_CATALOGUE[code];
    return map.set(status, [...(map.get(status) ?? []), code]);
  }, new Map<number, ErrorCode[]>());
  return applyDecorators(
    ApiExtraModels(ProblemDto),
    ...[...byStatus].map(([status, group]) =>
      ApiResponse({
        status,
        description: group.map((code) => `\`${code}\`: ${ERROR_CATALOGUE[code].title}`).join(' · '),
        content: {
          'application/problem+json': {
            schema: { $ref: getSchemaPath(ProblemDto) },
            examples: Object.fromEntries(
              group.map((code) => [code, { value: toProblem(new DomainError(code), '/api/v1/…') }]),
            ),
          },
        },
      }),
    ),
  );
}
