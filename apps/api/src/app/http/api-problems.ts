import { PATH_METADATA } from '@nestjs/common/constants';
import type { OpenAPIObject } from '@nestjs/swagger';
import { ApiExtension, ApiExtraModels, getSchemaPath } from '@nestjs/swagger';
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

/** Extension of operations in which their codes wait for {@link addProblems}. */
const CODES = 'x-problem-codes';

/**
 * Documents problem responses of a route, or of all routes of a controller: one response per status, one example per code.
 * Codes of several such decorators add up. Those of every route are added later.
 */
export function ApiProblems(...codes: ErrorCode[]): MethodDecorator & ClassDecorator {
  const decorate = (target: object, method?: string | symbol) => {
    if (method !== undefined) return addCodes(target, method, codes);
    const { prototype } = target as { prototype: object };
    Reflect.ownKeys(prototype)
      .filter((name) => isRoute(prototype, name))
      .forEach((name) => addCodes(prototype, name, codes));
  };
  return decorate;
}

function addCodes(controller: object, method: string | symbol, codes: readonly ErrorCode[]): void {
  const descriptor = Object.getOwnPropertyDescriptor(controller, method);
  if (!descriptor) return;
  const known = Reflect.getMetadata(CODES, controller, method) as ErrorCode[] | undefined;
  if (known) {
    known.push(...codes.filter((code) => !known.includes(code)));
    return;
  }
  const own = [...codes];
  Reflect.defineMetadata(CODES, own, controller, method);
  // An extension is set once, and the object in it is not copied: later codes go into the same list.
  ApiExtension(CODES, { own })(controller, method, descriptor);
  ApiExtraModels(ProblemDto)(controller, method, descriptor);
}

function isRoute(controller: object, method: string | symbol): boolean {
  const { value } = Object.getOwnPropertyDescriptor(controller, method) as { value?: unknown };
  return typeof value === 'function' && Reflect.hasMetadata(PATH_METADATA, value);
}

/** Codes that every route may respond with, and those of routes that read a body. */
const COMMON_CODES: readonly ErrorCode[] = ['rate_limited', 'busy_try_again'];
const WITH_A_BODY: readonly ErrorCode[] = [
  'malformed_request',
  'payload_too_large',
  'unsupported_media_type',
];

/**
 * Adds the documented problems of each route, and the responses that no handler gives: too many requests, a database that
 * is not available, a body that cannot be read. Statuses are in order afterwards.
 * @param document an OpenAPI document with the routes of this API; changed in place
 */
export function addProblems(document: OpenAPIObject): void {
  for (const [path, item] of Object.entries(document.paths)) {
    for (const operation of Object.values(item as Record<string, OperationObject & WithCodes>)) {
      const own = operation[CODES]?.own ?? [];
      delete operation[CODES];
      const responses = merged(operation.responses as Responses, responsesOf(own));
      operation.responses = path.startsWith('/api/v1/')
        ? merged(responses, responsesOf([...COMMON_CODES, ...(operation.requestBody ? WITH_A_BODY : [])]))
        : responses;
    }
  }
}

interface WithCodes {
  [CODES]?: { own: readonly ErrorCode[] };
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
