import { Inject, Injectable } from '@nestjs/common';
import type { Types } from 'mongoose';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { wideNetwork } from '../network/client-network';
import { DomainError } from '../http/domain-error';
import { RateWindows } from '../http/rate-windows';
import { SharedLimit } from '../http/shared-limit';

const DAY_MS = 86_400_000;
/** Clients at their maximum of bookings that may share a wide network. */
const CLIENTS_PER_WIDE_NETWORK = 3;
/** Share of a limit that a process accepts before it reads the count over all processes. */
const UNCOUNTED_SHARE = 1 / 4;

/**
 * Keeps one network from booking an expert's whole calendar under invented names: `BOOKINGS_PER_CLIENT` per day and
 * expert, three times as many for a wide network. Counted over all processes, except for the first quarter of the
 * limit in each: the usual booking needs no round trip, and the excess is bounded by the number of processes.
 */
@Injectable()
export class BookingLimit {
  private readonly made = new RateWindows();

  constructor(
    private readonly shared: SharedLimit,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /**
   * @param network the client's, see `clientNetwork`
   * @throws DomainError `rate_limited`
   */
  async assertBelowLimit(network: string, expertId: Types.ObjectId): Promise<void> {
    const asking = this.limitsOf(network, expertId).filter(
      ({ key, limit }) => this.made.hits(key) >= limit * UNCOUNTED_SHARE,
    );
    const verdicts = await Promise.all(asking.map(({ key, limit }) => this.shared.hit(key, DAY_MS, limit)));
    const blocked = verdicts.find(({ isBlocked }) => isBlocked);
    if (!blocked) return;
    throw new DomainError('rate_limited', {
      detail: 'Too many bookings with this expert have come from your network today.',
      retryAfter: blocked.seconds,
    });
  }

  /** Counts a booking that was made. */
  count(network: string, expertId: Types.ObjectId): void {
    for (const { key, limit } of this.limitsOf(network, expertId)) this.made.count(key, DAY_MS, limit);
  }

  private limitsOf(network: string, expertId: Types.ObjectId): { key: string; limit: number }[] {
    const { bookingsPerClient } = this.environment;
    const of = `bookings with ${String(expertId)} from`;
    return [
      { key: `${of} ${network}`, limit: bookingsPerClient },
      { key: `${of} wide ${wideNetwork(network)}`, limit: bookingsPerClient * CLIENTS_PER_WIDE_NETWORK },
    ];
  }
}
