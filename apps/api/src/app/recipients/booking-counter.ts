import type { mongo } from 'mongoose';
import { randomUid } from '../tokens/random-token';
import type { CountRules, CountVerdict } from './booking-counts';
import { countUpdate, verdictOf } from './booking-counts';
import type { MailRecipient } from './mail-recipient.schema';

/** One booking with an address: keyed hashes of its mailbox and of the address. */
export interface CountedBooking {
  mailbox: string;
  address: string;
}

/** The result of counting one booking. */
export interface Counted extends Omit<CountVerdict, 'room'> {
  isAdmitted: boolean;
}

interface Waiting extends CountedBooking {
  resolve: (counted: Counted) => void;
  reject: (error: unknown) => void;
}

/** Counts that a failover loses are not worth waiting for the journal. */
const QUICK = { writeConcern: { w: 1, j: false } } as const;

/**
 * Counts bookings by mailbox, for all processes. Calls of one event loop turn are counted together: concurrent bookings of
 * many experts share a transaction (ADR 9), and one write for each of them would cost more than that.
 */
export class BookingCounter {
  private waiting: Waiting[] = [];

  /** @param recipients the driver's collection, without Mongoose: every booking waits for it */
  constructor(
    private readonly recipients: mongo.Collection<MailRecipient>,
    private readonly rules: CountRules,
  ) {}

  count(booking: CountedBooking): Promise<Counted> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ ...booking, resolve, reject });
      if (this.waiting.length === 1) setImmediate(() => void this.countAll());
    });
  }

  private async countAll(): Promise<void> {
    const all = this.waiting;
    this.waiting = [];
    const [only] = all;
    try {
      if (all.length === 1 && only) only.resolve(await this.one(only));
      else await this.together(all);
    } catch (error) {
      for (const { reject } of all) reject(error);
    }
  }

  private async one({ mailbox, address }: CountedBooking): Promise<Counted> {
    const now = new Date();
    const update = countUpdate({ address, count: 1 }, this.rules, now);
    const options = { ...QUICK, upsert: true, returnDocument: 'before' } as const;
    const before = await this.recipients.findOneAndUpdate({ _id: mailbox }, update, options);
    const { room, ...verdict } = verdictOf(before, address, this.rules, now);
    return { ...verdict, isAdmitted: room > 0 };
  }

  /** Two round trips for all of them. Within an address they are counted in the order in which they came. */
  private async together(all: readonly Waiting[]): Promise<void> {
    const now = new Date();
    const ticket = randomUid();
    const groups = new Map<string, Waiting[]>();
    for (const one of all) {
      const key = `${one.mailbox} ${one.address}`;
      groups.set(key, [...(groups.get(key) ?? []), one]);
    }
    const lots = [...groups.values()].map((members, i) => ({
      members,
      mailbox: members[0]?.mailbox ?? '',
      address: members[0]?.address ?? '',
      ticket: `${ticket}${i}`,
    }));
    await this.recipients.bulkWrite(
      lots.map(({ mailbox, address, members, ticket: own }) => ({
        updateOne: {
          filter: { _id: mailbox },
          update: countUpdate({ address, count: members.length, ticket: own }, this.rules, now),
          upsert: true,
        },
      })),
      { ...QUICK, ordered: false },
    );
    const found = await this.recipients
      .find({ _id: { $in: lots.map(({ mailbox }) => mailbox) } }, { readPreference: 'primary' })
      .toArray();
    const byMailbox = new Map(found.map((one) => [one._id, one]));
    for (const { mailbox, address, members, ticket: own } of lots) {
      const known = byMailbox.get(mailbox) ?? null;
      const granted = known?.grants?.find((one) => one.ticket === own)?.count ?? 0;
      const { isProven, seconds } = verdictOf(known, address, this.rules, now);
      members.forEach(({ resolve }, i) => resolve({ isProven, seconds, isAdmitted: i < granted }));
    }
  }
}
