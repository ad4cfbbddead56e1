import { Injectable } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { ThrottlerGuard } from '@nestjs/throttler';
import type { ThrottlerLimitDetail } from '@nestjs/throttler';
import type { FastifyRequest } from 'fastify';
import { clientNetwork } from '../network/client-network';
import { DomainError } from './domain-error';

/** Rejects with 429 and the time to wait, in the body and in the standard header. */
@Injectable()
export class RateLimitGuard extends ThrottlerGuard {
  protected override getTracker(request: FastifyRequest): Promise<string> {
    return Promise.resolve(clientNetwork(request.ip));
  }

  /** Kept only in the memory of this process, so the address need not be hashed. */
  protected override generateKey(context: ExecutionContext, address: string, name: string): string {
    return `${context.getClass().name} ${context.getHandler().name} ${name} ${address}`;
  }

  protected override throwThrottlingException(
    _context: ExecutionContext,
    { timeToBlockExpire, key }: ThrottlerLimitDetail,
  ): Promise<void> {
    const [, , limit] = key.split(' ');
    return Promise.reject(
      new DomainError('rate_limited', { retryAfter: Math.max(1, timeToBlockExpire), limit }),
    );
  }
}
