import type { ExecutionContext } from '@nestjs/common';
import { SetMetadata, applyDecorators, createParamDecorator } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import type { PublicExpert } from '@expertbook/contracts';
import type { FastifyRequest } from 'fastify';
import type { Types } from 'mongoose';
import { ApiProblems } from '../http/api-problems';

/** The user of an access token. */
export interface SignedInUser {
  userId: Types.ObjectId;
}

/** The session of an access token, live at the time of the request. */
export interface CurrentSession {
  /** Its public id. */
  id: string;
  /** When the password was last entered in it. */
  authenticatedAt: Date;
  /** Its absolute end. */
  endsAt: Date;
}

/** A signed-in user and their session. */
export interface SessionUser extends SignedInUser {
  session: CurrentSession;
}

/** The expert behind a request. */
export interface SignedInExpert extends SignedInUser, Pick<PublicExpert, 'handle' | 'name' | 'timeZone'> {
  expertId: Types.ObjectId;
}

/** What the guards add to a request. */
export interface RequestIdentity {
  user?: SessionUser | null;
  expert?: SignedInExpert | null;
}

/** Whether a route needs an expert: `required` refuses without one, `optional` looks one up if possible. */
export type ExpertNeed = 'required' | 'optional';

const EXPERT_NEED = Symbol('expert need');

/** Documents a route (or a controller) for signed-in users. Every route that is not public is one. */
export const SignedInRoute = (): ClassDecorator & MethodDecorator =>
  applyDecorators(ApiBearerAuth('accessToken'), ApiProblems('unauthenticated'));

/** Restricts a route (or a controller) to experts; other signed-in users get 403 `not_expert`. */
export const ExpertRoute = (): ClassDecorator & MethodDecorator =>
  applyDecorators(
    SetMetadata(EXPERT_NEED, 'required' satisfies ExpertNeed),
    SignedInRoute(),
    ApiProblems('not_expert'),
  );

/** Looks up the expert of a valid access token on a public route. */
export const OptionalExpertRoute = (): MethodDecorator =>
  SetMetadata(EXPERT_NEED, 'optional' satisfies ExpertNeed);

/** The requirement of the handler, or else of its controller. */
export function expertNeedOf(context: ExecutionContext): ExpertNeed | undefined {
  const needs = [context.getHandler(), context.getClass()].map(
    (place) => Reflect.getMetadata(EXPERT_NEED, place) as ExpertNeed | undefined,
  );
  return needs.includes('required') ? 'required' : needs.find(Boolean);
}

const identityOf = (context: ExecutionContext): RequestIdentity =>
  context.switchToHttp().getRequest<FastifyRequest & RequestIdentity>();

/** The signed-in user ({@link SessionUser}); on public routes null without a valid access token. */
export const CurrentUser = createParamDecorator(
  (_data: unknown, context: ExecutionContext) => identityOf(context).user,
);

/**
 * The signed-in expert ({@link SignedInExpert}) of an {@link ExpertRoute}.
 * @throws Error on a route that is none
 */
export const CurrentExpert = createParamDecorator((_data: unknown, context: ExecutionContext) => {
  const { expert } = identityOf(context);
  if (!expert) throw new Error('Only an @ExpertRoute() has a @CurrentExpert().');
  return expert;
});

/** The expert ({@link SignedInExpert}) of an {@link OptionalExpertRoute}, or null. */
export const OptionalExpert = createParamDecorator(
  (_data: unknown, context: ExecutionContext) => identityOf(context).expert ?? null,
);
