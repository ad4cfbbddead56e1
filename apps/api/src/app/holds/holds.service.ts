import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Hold } from '@expertbook/contracts';
import { formatInstant } from '@expertbook/scheduling';
import type { ClientSession, Model } from 'mongoose';
import mongoose, { Types } from 'mongoose';
import { BookingRecord } from '../calendars/booking.schema';
import type { CalendarChange } from '../calendars/calendar.schema';
import { CalendarTransactions } from '../calendars/calendar-transactions';
import { withRequestDeadline } from '../calendars/deadline';
import { ClaimsService } from '../claims/claims.service';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { DomainError, fieldError } from '../http/domain-error';
import type { AccessKey } from '../auth/access-key';
import { LinkAccess } from '../links/link-access';
import type { Offer } from '../availability/offer';
import { OffersReader } from '../availability/offers.reader';
import { offeredDuration } from '../slots/slots.service';
import { hashToken, randomToken } from '../tokens/random-token';
import { Proofs } from '../proof-of-work/proofs.service';
import type { CreateHoldDto } from './hold.dto';
import { HoldLimits } from './hold-limits';
import { HoldRooms } from './hold-room';

/** Of one calendar in one transaction, so that no push grows without end. */
const MAX_REMOVED = 500;

/** Who wants a hold, beside what they send. */
export interface HoldAsker {
  /** The client's network, for limits. */
  network: string;
  /** Solution of a challenge. */
  proof: string | null;
}

/** Real, short, exclusive claims on a time while somebody fills in the form. Expiry is decided here, not by a TTL job. */
@Injectable()
export class HoldsService {
  constructor(
    @InjectModel(BookingRecord.name) private readonly claims: Model<BookingRecord>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly offers: OffersReader,
    private readonly taker: ClaimsService,
    private readonly calendars: CalendarTransactions,
    private readonly links: LinkAccess,
    private readonly limits: HoldLimits,
    private readonly rooms: HoldRooms,
    private readonly proofs: Proofs,
  ) {}

  /**
   * Takes a time for its holder alone.
   * @param asker the client's network, counted for the limit and kept only as a keyed hash, and the proof of work they bring
   * @param key to a private event type
   * @throws DomainError as booking does, and `hold_limit`, `proof_of_work_required`; `validation_failed` for group sessions, whose places are booked
   *   without one (a hold would keep everybody else out of the session)
   */
  create(request: CreateHoldDto, asker: HoldAsker, key: AccessKey): Promise<Hold> {
    return withRequestDeadline(this.environment.transactionDeadline, (until) =>
      this.createUntil(until, request, asker, key),
    );
  }

  private async createUntil(
    until: number,
    request: CreateHoldDto,
    { network, proof }: HoldAsker,
    key: AccessKey,
  ): Promise<Hold> {
    const offer = await this.offers.byEventType(request.eventTypeId);
    await this.links.authorize(offer, key);
    const moved = await this.links.movedTime(offer, key);
    const duration = offeredDuration(offer, request.duration);
    if (offer.eventType.seats > 1) {
      const message = 'Places in group sessions are not kept: book one directly.';
      throw fieldError('validation_failed', 'eventTypeId', message);
    }
    const holder = this.limits.holderOf(network, request.session);
    const start = Date.parse(request.start);
    const { _id: expertId } = offer.expert;
    const isOwn = key.expertId?.equals(expertId) ?? false;
    const rooms = isOwn ? [] : await this.rooms.around(offer, duration, start);
    // Whose calendar it is, or who moves a booking of theirs, has shown enough.
    const prove = (isCrowded: boolean) =>
      isOwn || moved ? Promise.resolve() : this.proofs.authorize(expertId, proof, isCrowded);
    const place = { expertId, start, rooms };

    const token = randomToken();
    const _id = new Types.ObjectId();
    const createdAt = new Date();
    const expiresAt = new Date(createdAt.getTime() + this.environment.holdTtl * 1000);
    const claim = {
      offer,
      until,
      start,
      duration,
      // It does not fill the limits for its own move; over it no hold can lie, which the index sees to.
      own: moved ? [moved] : [],
      bookingIds: () => [],
      freed: [],
      claim: { status: 'held' as const, expiresAt },
    };
    const take = () =>
      this.taker.claim({ ...claim, reason: 'held' }, async ({ session }, at) => {
        // Again where requests sent at once come one after the other.
        await this.limits.refuseTooMany(holder, place, session);
        const hold: BookingRecord = {
          _id,
          expertId,
          eventTypeId: offer.eventType._id,
          status: 'held',
          live: true,
          ...at,
          title: offer.eventType.title,
          slug: offer.eventType.slug,
          location: offer.eventType.location,
          meetingUrl: null,
          seats: 1,
          seatsTaken: 1,
          attendees: [],
          history: [],
          expiresAt,
          hold: { tokenHash: hashToken(token), ...holder, createdAt },
          createdAt,
        };
        await this.claims.collection.insertOne(hold, { session });
        return present(hold, token, offer.expert.timeZone);
      });
    return this.limits.within(holder, place, prove, take);
  }

  /**
   * Gives the holder the full time again, up to the longest a hold may live.
   * @throws DomainError `hold_expired`, `busy_try_again`
   */
  async renew(token: string): Promise<Hold> {
    const now = Date.now();
    const hold = await this.live(token);
    if (!hold?.hold) throw new DomainError('hold_expired');
    const { holdTtl, holdMaxAge } = this.environment;
    const latest = hold.hold.createdAt.getTime() + holdMaxAge * 1000;
    const expiresAt = new Date(Math.min(now + holdTtl * 1000, latest));
    const { _id, expertId, padStart, padEnd, status, eventTypeId, start, duration, seats, seatsTaken } = hold;
    // A change of the calendar, because whoever remembers it knows by heart when its holds end.
    const change: CalendarChange = {
      reason: 'held',
      taken: [[padStart, padEnd]],
      freed: [],
      bookingIds: [],
      put: [{ padStart, padEnd, status, expiresAt, eventTypeId, start, duration, seats, seatsTaken }],
    };
    await this.calendars.run(expertId, change, async ({ session }) => {
      const still = { _id, status: 'held' as const, expiresAt: mongoose.trusted({ $gt: new Date() }) };
      const { matchedCount } = await this.claims.updateOne(still, { $set: { expiresAt } }, { session });
      if (matchedCount === 0) throw new DomainError('hold_expired');
    });
    return present({ ...hold, expiresAt }, token, 'UTC');
  }

  /** Frees the time at once. Unknown and expired tokens are fine: the time is free. */
  async release(token: string): Promise<void> {
    const hold = await this.live(token);
    if (hold) await this.remove(hold);
  }

  /**
   * The holder's own live claim on this expert's time, to book through.
   * @throws DomainError `hold_expired`
   */
  async find(token: string, offer: Offer): Promise<BookingRecord> {
    const hold = await this.live(token);
    if (!hold?.expertId.equals(offer.expert._id)) throw new DomainError('hold_expired');
    return hold;
  }

  /**
   * Removes all holds of a calendar that have run out, in one transaction, and tells the viewers. What changes meanwhile is
   * left for the next time.
   */
  async removeExpired(expertId: Types.ObjectId): Promise<void> {
    let expired: Pick<BookingRecord, '_id' | 'padStart' | 'padEnd'>[] = [];
    const change = async () => {
      expired = await this.claims
        .find({ expertId, ...expiredHolds() }, { padStart: 1, padEnd: 1 })
        .hint('expiring_holds')
        .limit(MAX_REMOVED)
        .lean();
      // Somebody booked over them or gave them back: nothing is left to tell.
      if (expired.length === 0) throw new NothingToRemove();
      return released(expired);
    };
    await this.removing(expertId, change, async (session) => {
      const ids = mongoose.trusted({ $in: expired.map(({ _id }) => _id) });
      const { deletedCount } = await this.claims.deleteMany({ ...expiredHolds(), _id: ids }, { session });
      return deletedCount === expired.length;
    });
  }

  /** Whatever its age is by now: a renewal on its way must not keep what its holder gives back. */
  private async remove(hold: BookingRecord): Promise<void> {
    await this.removing(hold.expertId, released([hold]), async (session) => {
      const { deletedCount } = await this.claims.deleteOne({ _id: hold._id, status: 'held' }, { session });
      return deletedCount === 1;
    });
  }

  /** Does nothing at all where `work` finds other holds than the change names. */
  private async removing(
    expertId: Types.ObjectId,
    change: CalendarChange | (() => Promise<CalendarChange>),
    work: (session: ClientSession) => Promise<boolean>,
  ): Promise<void> {
    try {
      await this.calendars.run(expertId, change, async ({ session }) => {
        if (!(await work(session))) throw new NothingToRemove();
      });
    } catch (error) {
      if (!(error instanceof NothingToRemove)) throw error;
    }
  }

  private live(token: string): Promise<BookingRecord | null> {
    return this.claims
      .findOne({
        'hold.tokenHash': hashToken(token),
        status: 'held',
        expiresAt: mongoose.trusted({ $gt: new Date() }),
      })
      .lean()
      .exec();
  }
}

/** Holds whose time is over. */
export function expiredHolds() {
  return { status: 'held' as const, expiresAt: mongoose.trusted({ $lte: new Date() }) };
}

function released(holds: readonly Pick<BookingRecord, 'padStart' | 'padEnd'>[]): CalendarChange {
  return {
    reason: 'released',
    taken: [],
    freed: holds.map(({ padStart, padEnd }) => [padStart, padEnd]),
    bookingIds: [],
    put: [],
  };
}

/** Leaves the transaction without a trace. */
class NothingToRemove extends Error {}

function present(hold: BookingRecord, token: string, timeZone: string): Hold {
  return {
    token,
    start: formatInstant(timeZone, hold.start.getTime()),
    end: formatInstant(timeZone, hold.end.getTime()),
    expiresAt: (hold.expiresAt ?? hold.createdAt).toISOString(),
  };
}
