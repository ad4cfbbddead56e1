import type { ExecutionContext } from '@nestjs/common';
import { applyDecorators, createParamDecorator } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { PROOF_HEADER } from '@expertbook/contracts';
import type { FastifyRequest } from 'fastify';
import { ApiProblems } from '../http/api-problems';

/** The solution in a request, or null. */
export const ShownProof = createParamDecorator((_data: unknown, context: ExecutionContext): string | null => {
  const proof = context.switchToHttp().getRequest<FastifyRequest>().headers[PROOF_HEADER.toLowerCase()];
  return typeof proof === 'string' && proof !== '' ? proof : null;
});

/** Documents a route that may require a proof of work. */
export function ApiProof(): MethodDecorator {
  return applyDecorators(
    ApiHeader({
      name: PROOF_HEADER,
      required: false,
      description:
        'After a 428: the solution of its `challenge`, base64 of JSON `{algorithm, challenge, number, salt, signature}` ' +
        '(ALTCHA). `number` is the one from 0 to `maxnumber` whose SHA-256 of `salt` and `number` is `challenge`. Good once, ' +
        'for five minutes.',
    }),
    ApiProblems('proof_of_work_required'),
  );
}
