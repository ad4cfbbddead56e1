import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';
import { trusted } from 'mongoose';
import { createHmac } from 'node:crypto';
import type { HoldFacts } from '../bookings/booking.schema';
import { BookingRecord } from '../bookings/booking.schema';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { DomainError } from '../http/domain-error';

/** Live holds of one visit: the one in use, and one or two more in other tabs. */
export const HOLDS_PER_SESSION = 3;
/** How many visits with as many holds as an address may have by itself can share that address. */
const VISITS_PER_ADDRESS = 4;
const RETRY_AFTER_SECONDS = 60;

/** Whom holds are counted for; keyed hashes, as they are stored. */
export type Holder = Pick<HoldFacts, 'client' | 'session'>;

/**
 * Keeps one visitor from blocking a calendar. A visit that names itself has {@link HOLDS_PER_SESSION} holds, and all who
 * share its address four times HOLDS_PER_CLIENT together, because a name costs nothing; those without a name have
 * HOLDS_PER_CLIENT an address. A visit's new hold does not replace its old one: the page releases that itself, and another
 * tab may still be using it.
 */
@Injectable()
export class HoldLimits {
  constructor(
    @InjectModel(BookingRecord.name) private readonly claims: Model<BookingRecord>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** @param network the client's, see `clientNetwork` */
  holderOf(network: string, session: string | undefined): Holder {
    const client = this.keyed(network);
    // A prefix no address has keeps the two kinds of names apart.
    return session === undefined ? { client } : { client, session: this.keyed(`visit ${session}`) };
  }

  /** @throws DomainError `hold_limit` */
  async refuseTooMany({ client, session }: Holder, transaction: ClientSession | null): Promise<void> {
    const most = this.environment.holdsPerClient;
    const count = (mine: Record<string, unknown>) =>
      this.claims
        .countDocuments({ ...mine, status: 'held', expiresAt: trusted({ $gt: new Date() }) })
        .session(transaction);
    const refusals =
      session === undefined
        ? [{ held: await count({ 'hold.client': client, 'hold.session': null }), most }]
        : [{ held: await count({ 'hold.session': session }), most: Math.min(most, HOLDS_PER_SESSION) }];
    refusals.push({ held: await count({ 'hold.client': client }), most: most * VISITS_PER_ADDRESS });
    if (refusals.some((one) => one.held >= one.most)) {
      throw new DomainError('hold_limit', { retryAfter: RETRY_AFTER_SECONDS });
    }
  }

  private keyed(text: string): string {
    return createHmac('sha256', this.environment.jwtSecret).update(text).digest('hex');
  }
}
