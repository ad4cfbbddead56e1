import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Hold } from '@expertbook/contracts';
import { formatInstant } from '@expertbook/scheduling';
import type { Model } from 'mongoose';
import mongoose, { Types } from 'mongoose';
import type { HoldFacts } from '../calendars/booking.schema';
import { BookingRecord } from '../calendars/booking.schema';
import type { CalendarTransaction } from '../calendars/calendar-transaction';
import { CalendarTransactions } from '../calendars/calendar-transactions';
import { withRequestDeadline } from '../calendars/deadline';
import { newHold } from '../claims/claim';
import { renewed } from '../claims/claim-changes';
import type { ClaimInterval } from '../claims/claim-interval';
import type { ClaimRequest } from '../claims/claim-request';
import { unrestricted } from '../claims/claim-request';
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
import { HoldRemoval } from './hold-removal';
import { HoldRooms } from './hold-room';

/** The requester of a hold, in addition to the request's body. */
export interface HoldRequester {
  /** The client's network, for limits. */
  network: string;
  /** Solution of a challenge. */
  proof: string | null;
}

/** Short, exclusive claims on a time while a client fills in the form. Expiry is decided here, not by a TTL index. */
@Injectable()
export class HoldsService {
  constructor(
    @InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly offers: OffersReader,
    private readonly claims: ClaimsService,
    private readonly calendars: CalendarTransactions,
    private readonly links: LinkAccess,
    private readonly limits: HoldLimits,
    private readonly rooms: HoldRooms,
    private readonly proofs: Proofs,
    private readonly removal: HoldRemoval,
  ) {}

  /**
   * Reserves a time for its holder.
   * @param requester the client's network, counted for limits and stored only as a keyed hash, and its proof of work
   * @param key to a private event type
   * @throws DomainError as bookings, and `hold_limit`, `proof_of_work_required`; `validation_failed` for group
   * sessions, whose
   *   seats are booked without a hold (a hold would exclude all other clients from the session)
   */
  create(request: CreateHoldDto, requester: HoldRequester, key: AccessKey): Promise<Hold> {
    return withRequestDeadline(this.environment.transactionDeadline, (until) =>
      this.createUntil(until, request, requester, key),
    );
  }

  private async createUntil(
    until: number,
    request: CreateHoldDto,
    { network, proof }: HoldRequester,
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
    // The calendar's own expert, and a client who reschedules, need no proof of work.
    const prove = (isCrowded: boolean) =>
      isOwn || moved ? Promise.resolve() : this.proofs.authorize(expertId, proof, isCrowded);
    const place = { expertId, start, rooms };

    const token = randomToken();
    const _id = new Types.ObjectId();
    const createdAt = new Date();
    const expiresAt = new Date(createdAt.getTime() + this.environment.holdTtl * 1000);
    const claim: ClaimRequest = {
      offer,
      until,
      start,
      duration,
      // The rescheduled booking does not count towards the limits; the index prevents a hold over it.
      excluded: moved ? [moved] : [],
      reason: 'held',
      bookingIds: () => [],
      freed: [],
      claim: { status: 'held', expiresAt },
    };
    const write = async ({ session }: CalendarTransaction, interval: ClaimInterval): Promise<Hold> => {
      // Checked again, because concurrent requests are serialised here.
      await this.limits.assertWithinLimits(holder, place, session);
      const facts: HoldFacts = { tokenHash: hashToken(token), ...holder, createdAt };
      const hold = newHold(_id, offer, interval, { expiresAt, hold: facts });
      await this.bookings.collection.insertOne(hold, { session });
      return toHold(hold, token, offer.expert.timeZone);
    };
    const take = () => this.claims.claim(claim, { mode: 'run', authorize: unrestricted, write });
    return this.limits.within(holder, place, prove, take);
  }

  /**
   * Gives the holder the full time again, up to the maximum age of a hold.
   * @throws DomainError `hold_expired`, `busy_try_again`
   */
  async renew(token: string): Promise<Hold> {
    const now = Date.now();
    const hold = await this.live(token);
    if (!hold?.hold) throw new DomainError('hold_expired');
    const { holdTtl, holdMaxAge } = this.environment;
    const latest = hold.hold.createdAt.getTime() + holdMaxAge * 1000;
    const expiresAt = new Date(Math.min(now + holdTtl * 1000, latest));
    const longer: BookingRecord = { ...hold, expiresAt };
    await this.calendars.run(hold.expertId, renewed(longer), async ({ session }) => {
      const { matchedCount } = await this.bookings.updateOne(
        { _id: hold._id, ...unexpired() },
        { $set: { expiresAt } },
        { session },
      );
      if (matchedCount === 0) throw new DomainError('hold_expired');
    });
    return toHold(longer, token, 'UTC');
  }

  /** Frees the time at once. Unknown and expired tokens are no error: the time is free. */
  async release(token: string): Promise<void> {
    const hold = await this.live(token);
    if (hold) await this.removal.removeHeld(hold);
  }

  /**
   * The holder's live claim on this expert's time, for a booking.
   * @throws DomainError `hold_expired`
   */
  async find(token: string, offer: Offer): Promise<BookingRecord> {
    const hold = await this.live(token);
    if (!hold?.expertId.equals(offer.expert._id)) throw new DomainError('hold_expired');
    return hold;
  }

  private live(token: string): Promise<BookingRecord | null> {
    return this.bookings
      .findOne({ 'hold.tokenHash': hashToken(token), ...unexpired() })
      .lean()
      .exec();
  }
}

function unexpired() {
  return { status: 'held' as const, expiresAt: mongoose.trusted({ $gt: new Date() }) };
}

function toHold(hold: BookingRecord, token: string, timeZone: string): Hold {
  return {
    token,
    start: formatInstant(timeZone, hold.start.getTime()),
    end: formatInstant(timeZone, hold.end.getTime()),
    expiresAt: (hold.expiresAt ?? hold.createdAt).toISOString(),
  };
}
