import type { ExecutionContext } from '@nestjs/common';
import { SetMetadata, applyDecorators, createParamDecorator } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import type { PublicExpert } from '@expertbook/contracts';
import type { FastifyRequest } from 'fastify';
import type { Types } from 'mongoose';

/** Who an access token speaks for. */
export interface SignedInUser {
  userId: Types.ObjectId;
}

/** The session an access token belongs to, live when the request came. */
export interface CurrentSession {
  /** Its public id. */
  id: string;
  /** When the password was last given in it. */
  authenticatedAt: Date;
  /** When it ends whatever is done with it. */
  endsAt: Date;
}

/** A signed-in user and the session they ask in. */
export interface SessionUser extends SignedInUser {
  session: CurrentSession;
}

/** The expert behind a request. */
export interface SignedInExpert extends SignedInUser, Pick<PublicExpert, 'handle' | 'name' | 'timeZone'> {
  expertId: Types.ObjectId;
}

/** What the guards put on a request. */
export interface RequestIdentity {
  user?: SessionUser | null;
  expert?: SignedInExpert | null;
}

/** How much of an expert a route asks for: `required` is refused without one, `optional` looks one up if it can. */
export type ExpertNeed = 'required' | 'optional';

const EXPERT_NEED = Symbol('expert need');

/** Opens a route (or a controller) to experts only; signed-in others get 403 `not_expert`. */
export const ExpertRoute = (): ClassDecorator & MethodDecorator =>
  applyDecorators(SetMetadata(EXPERT_NEED, 'required' satisfies ExpertNeed), ApiBearerAuth('accessToken'));

/** Has the expert looked up whose valid access token came along, on a public route. */
export const OptionalExpertRoute = (): MethodDecorator =>
  SetMetadata(EXPERT_NEED, 'optional' satisfies ExpertNeed);

/** What the handler, or else its controller, asks for. */
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
