import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { DomainError } from '../http/domain-error';
import { RateWindows } from '../http/rate-windows';

const HOUR_MS = 3_600_000;
/** One person is invited to fewer things than one office invites people. */
const SHARE_OF_ONE_GUEST = 3;

/**
 * Keeps the form from mailing strangers without end: whoever books has proved nothing. One client address invites at most
 * `RATE_LIMIT_WRITES` guests an hour, and one guest is invited a third as often. Per process.
 */
@Injectable()
export class GuestLimit {
  private readonly windows = new RateWindows();

  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {}

  /**
   * Counts the guests of one booking.
   * @param client the address it comes from
   * @throws DomainError `rate_limited`
   */
  count(client: string, guests: readonly string[]): void {
    const most = this.environment.rateLimitWrites;
    const verdicts = guests.flatMap((guest) => [
      this.windows.count(`from ${client}`, HOUR_MS, most),
      this.windows.count(`to ${guest.toLowerCase()}`, HOUR_MS, Math.ceil(most / SHARE_OF_ONE_GUEST)),
    ]);
    const blocked = verdicts.find(({ isBlocked }) => isBlocked);
    if (!blocked) return;
    throw new DomainError('rate_limited', {
      detail: 'Too many guests have been invited from here. Leave them out, or try again later.',
      retryAfter: Math.max(1, blocked.timeToBlockExpire),
    });
  }
}
