import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, Types } from 'mongoose';
import { createHmac } from 'node:crypto';
import type { HoldFacts } from '../calendars/booking.schema';
import { BookingRecord } from '../calendars/booking.schema';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { wideNetwork } from '../network/client-network';
import { DomainError } from '../http/domain-error';
import type { HoldRoom } from './hold-room';

/** Live holds of one visit: the current one, and one or two more in other tabs. */
export const HOLDS_PER_SESSION = 3;
/** How many visits at the limit of an address can share that address. */
const VISITS_PER_ADDRESS = 4;
/** How many addresses at their limit can share a wide network. */
const ADDRESSES_PER_NETWORK = 8;
const RETRY_AFTER_SECONDS = 60;

/** The holder that holds are counted for, as stored keyed hashes. */
export type Holder = Pick<HoldFacts, 'client' | 'network' | 'session'>;

/** The fields of a live hold that limits need. */
interface CountedHold extends Pick<BookingRecord, 'expertId' | 'start'> {
  hold: Holder;
}

const COUNTED = {
  _id: 0,
  expertId: 1,
  start: 1,
  'hold.client': 1,
  'hold.network': 1,
  'hold.session': 1,
} as const;

/** The requested time of a hold, and how many holds fit there; without `rooms` the holds of others do not matter. */
export interface RequestedHold {
  expertId: Types.ObjectId;
  /** Epoch milliseconds. */
  start: number;
  rooms: readonly HoldRoom[];
}

type Counted = [count: number, limit: number];

/** A hold that this process is about to create. */
interface HoldInFlight extends Holder {
  /** Epoch milliseconds. */
  start: number;
}

/**
 * Keeps visitors from blocking a calendar. A visit with an id has {@link HOLDS_PER_SESSION} holds, and all visits of
 * an address together have four times HOLDS_PER_CLIENT, because an id costs nothing; visits without an id have
 * HOLDS_PER_CLIENT per address. For the owner of a whole network addresses cost nothing either: a wide network has
 * eight times HOLDS_PER_CLIENT, and may hold only a small share of one expert's calendar, as all clients together may
 * hold a larger one ({@link HoldRoom}). A new hold of a visit does not replace its old one: the page releases that
 * itself, and another tab may still use it.
 */
@Injectable()
export class HoldLimits {
  /** By expert. */
  private readonly inFlight = new Map<string, Set<HoldInFlight>>();

  constructor(
    @InjectModel(BookingRecord.name) private readonly claims: Model<BookingRecord>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** @param network the client's, see `clientNetwork` */
  holderOf(network: string, session: string | undefined): Holder {
    const holder = { client: this.keyed(network), network: this.keyed(`wide ${wideNetwork(network)}`) };
    // Prefixes that no address has keep the kinds of hashes apart.
    return session === undefined ? holder : { ...holder, session: this.keyed(`visit ${session}`) };
  }

  /**
   * Checks the limits and runs `take`, which must check them again in its transaction. Until it ends its time counts
   * as held: of many concurrent requests, those beyond the limits are rejected here and do not wait for the calendar.
   * @param prove gets whether much of the calendar is held; requires a proof of work
   * @throws DomainError `hold_limit`
   */
  async within<T>(
    holder: Holder,
    place: RequestedHold,
    prove: (isCrowded: boolean) => Promise<void>,
    take: () => Promise<T>,
  ): Promise<T> {
    const held = await this.heldBy(holder, place, null);
    assertWithin(this.limitsOf(holder, place, held, this.startsInFlight(place)));
    await prove(isCrowded(held, place));
    // No await between the check and the entry, or all concurrent requests would pass the check together.
    assertWithin(this.limitsOf(holder, place, held, this.startsInFlight(place)));
    const key = String(place.expertId);
    const others = this.inFlight.get(key) ?? new Set<HoldInFlight>();
    const own = { ...holder, start: place.start };
    this.inFlight.set(key, others.add(own));
    try {
      return await take();
    } finally {
      others.delete(own);
      if (others.size === 0) this.inFlight.delete(key);
    }
  }

  /**
   * All limits with one read, as the transaction sees it.
   * @throws DomainError `hold_limit`
   */
  async assertWithinLimits(holder: Holder, place: RequestedHold, transaction: ClientSession): Promise<void> {
    assertWithin(this.limitsOf(holder, place, await this.heldBy(holder, place, transaction), []));
  }

  /** The count and the maximum of each limit. */
  private limitsOf(
    { client, network, session }: Holder,
    { expertId, rooms }: RequestedHold,
    held: readonly CountedHold[],
    coming: readonly HoldInFlight[],
  ): Counted[] {
    const most = this.environment.holdsPerClient;
    const count = (counts: (one: CountedHold) => boolean) => held.filter(counts).length;
    const ofClient = (one: CountedHold) => one.hold.client === client;
    const own: Counted =
      session === undefined
        ? [count((one) => ofClient(one) && one.hold.session === undefined), most]
        : [count((one) => one.hold.session === session), Math.min(most, HOLDS_PER_SESSION)];
    const here = new Map(coming.map((one) => [one.start, one.network]));
    for (const one of held) if (one.expertId.equals(expertId)) here.set(+one.start, one.hold.network);
    return [
      own,
      [count(ofClient), most * VISITS_PER_ADDRESS],
      [count((one) => one.hold.network === network), most * ADDRESSES_PER_NETWORK],
      ...rooms.flatMap(({ from, to, all, perNetwork }): Counted[] => {
        const networks = [...here].filter(([start]) => start >= from && start < to).map(([, by]) => by);
        return [
          [networks.length, all],
          [networks.filter((by) => by === network).length, perNetwork],
        ];
      }),
    ];
  }

  /** Starts of holds in progress at other times; concurrent holds of one time count once, because only one succeeds. */
  private startsInFlight({ expertId, start }: RequestedHold): HoldInFlight[] {
    const byStart = new Map<number, HoldInFlight>();
    for (const one of this.inFlight.get(String(expertId)) ?? []) byStart.set(one.start, one);
    byStart.delete(start);
    return [...byStart.values()];
  }

  /** Live holds that count towards any of the limits, each once. */
  private heldBy(
    { client, network, session }: Holder,
    { expertId, rooms }: RequestedHold,
    transaction: ClientSession | null,
  ): Promise<CountedHold[]> {
    const live = { status: 'held' as const, expiresAt: { $gt: new Date() } };
    // Separate branches, so that each one uses its own index.
    const branches = [
      { 'hold.client': client, ...live },
      { 'hold.network': network, ...live },
      ...(session === undefined ? [] : [{ 'hold.session': session, ...live }]),
      ...(rooms.length > 0 ? [{ expertId, ...live }] : []),
    ];
    return this.claims.collection
      .find<CountedHold>(
        { $or: branches },
        { projection: COUNTED, ...(transaction && { session: transaction }), batchSize: 1000 },
      )
      .toArray();
  }

  private keyed(text: string): string {
    return createHmac('sha256', this.environment.jwtSecret).update(text).digest('hex');
  }
}

/** Whether the holds of others reach half of their limit. */
function isCrowded(held: readonly CountedHold[], { expertId, rooms }: RequestedHold): boolean {
  const here = held.filter((one) => one.expertId.equals(expertId));
  return rooms.some(
    ({ from, to, all }) => here.filter(({ start }) => +start >= from && +start < to).length >= all / 2,
  );
}

function assertWithin(limits: readonly Counted[]): void {
  if (limits.some(([count, limit]) => count >= limit)) {
    throw new DomainError('hold_limit', { retryAfter: RETRY_AFTER_SECONDS });
  }
}
