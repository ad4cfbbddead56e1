import type { ExecutionContext } from '@nestjs/common';
import { SetMetadata } from '@nestjs/common';

const LIMIT = Symbol('rate limit');

/** Limits tighter than that of every route; the numbers are settings. */
export type RateLimitName = 'writes' | 'signIn';

/** Adds a tighter limit per client address to the route. */
export const RateLimit = (name: RateLimitName): MethodDecorator & ClassDecorator => SetMetadata(LIMIT, name);

/** Whether the handler, or its controller, has the limit `name`. */
export function isUnderLimit(context: ExecutionContext, name: RateLimitName): boolean {
  const handler: unknown = Reflect.getMetadata(LIMIT, context.getHandler());
  return (handler ?? Reflect.getMetadata(LIMIT, context.getClass())) === name;
}
