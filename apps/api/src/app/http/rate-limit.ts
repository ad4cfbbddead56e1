import type { ExecutionContext } from '@nestjs/common';
import { SetMetadata } from '@nestjs/common';

const LIMIT = Symbol('rate limit');

/** Tighter limits than the one every route has; the figures are settings. */
export type RateLimitName = 'writes' | 'signIn';

/** Counts the route towards a tighter limit a client address. */
export const RateLimit = (name: RateLimitName): MethodDecorator & ClassDecorator => SetMetadata(LIMIT, name);

/** Whether the handler, or its controller, is under the limit `name`. */
export function isUnderLimit(context: ExecutionContext, name: RateLimitName): boolean {
  const handler: unknown = Reflect.getMetadata(LIMIT, context.getHandler());
  return (handler ?? Reflect.getMetadata(LIMIT, context.getClass())) === name;
}
