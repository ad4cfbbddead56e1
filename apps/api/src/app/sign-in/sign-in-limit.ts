import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { DomainError } from '../http/domain-error';
import { hashToken } from '../tokens/random-token';
import { SignInAttempts } from './sign-in-attempts.schema';

const WINDOW_MS = 5 * 60_000;

/**
 * At most `RATE_LIMIT_SIGN_IN` failures per account in five minutes, over all addresses and processes. Each known
 * device of the account, and each of its sessions, has a budget of its own, so that failures of others cannot lock
 * the owner out.
 */
@Injectable()
export class SignInLimit {
  constructor(
    @InjectModel(SignInAttempts.name) private readonly attempts: Model<SignInAttempts>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /**
   * Counts an attempt before it is made, so that parallel guesses cannot bypass the limit.
   * @param own id of the known device, or session, with its own budget; null = the shared budget of all others
   * @returns undoes the count; call it after a successful sign-in
   * @throws DomainError `rate_limited`
   */
  async count(emailKey: string, own: string | null = null): Promise<() => Promise<void>> {
    const now = new Date();
    const over = { $lte: [{ $ifNull: ['$expiresAt', now] }, now] };
    const _id = idOf(emailKey, own);
    const { count, expiresAt } = await this.attempts
      .findOneAndUpdate(
        { _id },
        [
          {
            $set: {
              count: { $cond: [over, 1, { $add: ['$count', 1] }] },
              expiresAt: { $cond: [over, new Date(now.getTime() + WINDOW_MS), '$expiresAt'] },
            },
          },
        ],
        { upsert: true, returnDocument: 'after', updatePipeline: true },
      )
      .lean()
      .orFail();
    if (count > this.environment.rateLimitSignIn) {
      throw new DomainError('rate_limited', {
        detail: 'Too many failed sign-ins for this account. Please wait a few minutes.',
        retryAfter: Math.ceil((expiresAt.getTime() - now.getTime()) / 1000),
      });
    }
    return () => this.forget(emailKey, own);
  }

  /** Resets the count after the user has been verified in another way. */
  async forget(emailKey: string, own: string | null = null): Promise<void> {
    await this.attempts.deleteOne({ _id: idOf(emailKey, own) });
  }
}

function idOf(emailKey: string, own: string | null): string {
  return hashToken(own === null ? emailKey : `${own} ${emailKey}`);
}
