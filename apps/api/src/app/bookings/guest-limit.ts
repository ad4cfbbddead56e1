import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { DomainError } from '../http/domain-error';
import { mailboxKey } from '../http/email-address';
import { SharedLimit } from '../http/shared-limit';
import { DAY_MS, HOUR_MS } from '../recipients/booking-counts';
import { Recipients } from '../recipients/recipients.service';

/**
 * Limits the mails that the form sends to strangers, because clients need no verification. One client network invites
 * at most `RATE_LIMIT_WRITES` guests per hour, and one guest is invited as often as an unverified address may be
 * booked with. Counted over all processes.
 */
@Injectable()
export class GuestLimit {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly limits: SharedLimit,
    private readonly recipients: Recipients,
  ) {}

  /**
   * Counts the guests of one booking.
   * @param network of the client it comes from
   * @throws DomainError `rate_limited`
   */
  async count(network: string, guests: readonly string[]): Promise<void> {
    if (guests.length === 0 || !this.recipients.isMailed) return;
    const { rateLimitWrites, unprovenPerHour, unprovenPerDay } = this.environment;
    const verdicts = await Promise.all([
      this.limits.hit(`guests from ${network}`, HOUR_MS, rateLimitWrites, guests.length),
      ...guests
        .map(mailboxKey)
        .flatMap((guest) => [
          this.limits.hit(`guest ${guest} an hour`, HOUR_MS, unprovenPerHour),
          this.limits.hit(`guest ${guest} a day`, DAY_MS, unprovenPerDay),
        ]),
    ]);
    const blocked = verdicts.filter(({ isBlocked }) => isBlocked);
    if (blocked.length === 0) return;
    throw new DomainError('rate_limited', {
      detail: 'Too many guests have been invited. Leave them out, or try again later.',
      retryAfter: Math.max(...blocked.map(({ seconds }) => seconds)),
    });
  }
}
