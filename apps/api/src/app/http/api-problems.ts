import { applyDecorators } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import type {
  OperationObject,
  ResponseObject,
} from '@nestjs/swagger/dist/interfaces/open-api-spec.interface';
import type { ErrorCode } from '@expertbook/contracts';
import { ERROR_CATALOGUE } from './error-catalogue';
import { toProblem } from './problem';
import { DomainError } from './domain-error';
import { ProblemDto } from './problem.dto';

type Responses = Record<string, ResponseObject>;

/**
 * Documents the problem responses of a route: one response per status, one example per code. Those of every route are
 * added later.
 */
export function ApiProblems(...codes: ErrorCode[]): MethodDecorator & ClassDecorator {
  return applyDecorators(
    ApiExtraModels(ProblemDto),
    ...Object.entries(responsesOf(codes)).map(([status, response]) =>
      ApiResponse({ status: Number(status), ...response }),
    ),
  );
}

/** Codes that every route may respond with, and those of routes that read a body. */
const COMMON_CODES: readonly ErrorCode[] = ['rate_limited', 'busy_try_again'];
const WITH_A_BODY: readonly ErrorCode[] = [
  'malformed_request',
  'payload_too_large',
  'unsupported_media_type',
];

/**
 * Adds the responses that no handler gives: too many requests, a database that is not available, a body that cannot
 * be read. Statuses are in order afterwards.
 * @param document an OpenAPI document with the routes of this API; changed in place
 */
export function addCommonProblems(document: OpenAPIObject): void {
  for (const [path, item] of Object.entries(document.paths)) {
    if (!path.startsWith('/api/v1/')) continue;
    for (const operation of Object.values(item as Record<string, OperationObject>)) {
      const common = responsesOf([...COMMON_CODES, ...(operation.requestBody ? WITH_A_BODY : [])]);
      operation.responses = merged(operation.responses as Responses, common);
    }
  }
}

function responsesOf(codes: readonly ErrorCode[]): Responses {
  const byStatus = codes.reduce((map, code) => {
    const { status } = ERROR_CATALOGUE[code];
    return map.set(status, [...(map.get(status) ?? []), code]);
  }, new Map<number, ErrorCode[]>());
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      String(status),
      {
        description: group.map((code) => `\`${code}\`: ${ERROR_CATALOGUE[code].title}`).join(' · '),
        content: {
          'application/problem+json': {
            schema: { $ref: getSchemaPath(ProblemDto) },
            examples: Object.fromEntries(
              group.map((code) => [code, { value: toProblem(new DomainError(code), '/api/v1/…') }]),
            ),
          },
        },
      },
    ]),
  );
}

/** Numeric keys of an object are always in ascending order. */
function merged(own: Responses, common: Responses): Responses {
  const all = { ...own };
  for (const [status, response] of Object.entries(common)) {
    const there = own[status];
    all[status] = there ? joined(there, response) : response;
  }
  return all;
}

function joined(own: ResponseObject, common: ResponseObject): ResponseObject {
  const examples = own.content?.['application/problem+json']?.examples;
  const more = common.content?.['application/problem+json'];
  return {
    description: `${own.description} · ${common.description}`,
    content: {
      ...own.content,
      'application/problem+json': { ...more, examples: { ...examples, ...more?.examples } },
    },
  };
}
