import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { UNBOOKABLE_REASONS } from '@expertbook/contracts';
import type { Decision } from '@expertbook/scheduling';
import { isBookable } from '@expertbook/scheduling';
import type { Model, Types } from 'mongoose';
import mongoose from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import { BookingRecord } from '../calendars/booking.schema';
import type { CalendarChange } from '../calendars/calendar.schema';
import type { CalendarTransaction } from '../calendars/calendar-transaction';
import { CalendarTransactions } from '../calendars/calendar-transactions';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { isDuplicateKey } from '../database/database-errors';
import { DomainError } from '../http/domain-error';
import { CalendarCache } from '../availability/calendar-cache';
import { ClaimsReader } from '../calendars/claims.reader';
import type { Offer } from '../availability/offer';
import { OffersReader } from '../availability/offers.reader';
import { claimsRange, slotQuestion } from '../availability/slot-question';
import type { ClaimInterval } from './claim-interval';
import { claimInterval } from './claim-interval';
import type { Refusal } from './claim-refusals';
import { ClaimRefusals } from './claim-refusals';
import type { ClaimRequest, OwnInterval } from './claim-request';
import { askedFor, changeOf, sameInterval } from './claim-request';
import type { InFlightClaim } from './in-flight-claims';
import { InFlightClaims } from './in-flight-claims';

interface Evaluation {
  decision: Decision;
  /** Expired holds that still lie where the claim goes. */
  expired: OwnInterval[];
}

const RETRY_AFTER_SECONDS = 2;

/** Takes time of experts: decides with the engine, then writes in the calendar's transaction. */
@Injectable()
export class ClaimsService {
  private readonly inFlight = new InFlightClaims();

  constructor(
    @InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>,
    private readonly calendars: CalendarTransactions,
    private readonly claims: ClaimsReader,
    private readonly offers: OffersReader,
    private readonly cache: CalendarCache,
    private readonly refusals: ClaimRefusals,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /**
   * Runs `write` in a transaction in which the time is known to be bookable. `write` may run several times and must have
   * no side effect outside the session; it must put a live claim at `interval`.
   * @throws DomainError with the engine's reason (409s on a time with `alternatives`), `busy_try_again`
   */
  async claim<T>(
    request: ClaimRequest,
    write: (transaction: CalendarTransaction, interval: ClaimInterval) => Promise<T>,
  ): Promise<T> {
    const { offer, start, duration, own, until } = request;
    const interval = claimInterval(offer, start, duration);
    const expertId = String(offer.expert._id);
    const asked = askedFor(request);
    const key = own.length > 0 ? '' : asked;
    const shared = offer.eventType.seats > 1;
    for (let waited = 0; ; waited++) {
      const inFlightClaim = shared
        ? undefined
        : this.inFlight.findOverlapping(expertId, +interval.padStart, +interval.padEnd);
      if (!inFlightClaim) break;
      // The first one came earlier and ends earlier; a later one may take longer than this request has left.
      const outcome = await (waited === 0 ? inFlightClaim.outcome : before(until, inFlightClaim.outcome));
      if (outcome === true) throw await this.lostTo(inFlightClaim, request, asked);
      if (outcome !== false && key !== '' && inFlightClaim.key === key) throw outcome;
      if (Date.now() >= until) throw new DomainError('busy_try_again', { retryAfter: RETRY_AFTER_SECONDS });
    }
    const result = this.attempt(request, interval, write);
    const outcome = result.then(
      () => true as const,
      (error: unknown) => (isOfTheTime(error) ? error : false),
    );
    this.inFlight.add(expertId, {
      key,
      padStart: +interval.padStart,
      padEnd: +interval.padEnd,
      isHold: request.reason === 'held',
      outcome,
      refusals: new Map(),
    });
    return result;
  }

  private async attempt<T>(
    request: ClaimRequest,
    interval: ClaimInterval,
    write: (transaction: CalendarTransaction, interval: ClaimInterval) => Promise<T>,
  ): Promise<T> {
    let { offer } = request;
    let evaluation = await this.evaluate(request, interval);
    // Memory may be behind another process by a moment: nobody is refused for what is no longer so.
    if (!evaluation.decision.bookable && (await this.cache.refresh(offer.calendar))) {
      offer = await this.offers.reload(offer);
      assertAsOpen(offer, request.offer);
      assertSameInterval(claimInterval(offer, request.start, request.duration), interval);
      evaluation = await this.evaluate({ ...request, offer }, interval);
    }
    if (!evaluation.decision.bookable)
      throw await this.refusals.of(evaluation.decision, { ...request, offer });
    const admission = request.authorize?.();
    // Waited for further down, or not at all where something else is wrong.
    admission?.verdict.catch(() => undefined);
    if (admission?.first) await admission.verdict;
    const change = async (): Promise<CalendarChange> => ({
      reason: request.reason,
      ...changeOf({ ...request, offer }, interval, evaluation.expired),
      bookingIds: await request.bookingIds(),
    });
    try {
      const work = async (transaction: CalendarTransaction): Promise<T> => {
        let { expired } = evaluation;
        if (transaction.revision !== offer.revision + 1) {
          ({ expired } = await this.reevaluateInTransaction(request, interval, transaction));
        }
        await admission?.verdict;
        if (expired.length > 0) await this.removeExpired(offer.expert._id, interval, transaction);
        return write(transaction, interval);
      };
      return await this.calendars.run(offer.expert._id, change, work, {
        seen: offer.revision,
        until: request.until,
      });
    } catch (error) {
      if (error instanceof Refused) throw await this.refusals.of(error.decision, request);
      if (isDuplicateKey(error, 'buckets')) {
        throw await this.refusals.of({ bookable: false, reason: 'slot_taken' }, request);
      }
      throw error;
    }
  }

  /** The calendar has moved since the first evaluation: everything is read and decided again inside the transaction. */
  private async reevaluateInTransaction(
    request: ClaimRequest,
    interval: ClaimInterval,
    transaction: CalendarTransaction,
  ): Promise<Evaluation> {
    const offer = await this.offers.reloadInSession(request.offer, transaction.session);
    assertAsOpen(offer, request.offer);
    const now = claimInterval(offer, request.start, request.duration);
    const evaluation = await this.evaluate({ ...request, offer }, now, transaction);
    if (!evaluation.decision.bookable) throw new Refused(evaluation.decision);
    assertSameInterval(now, interval);
    return evaluation;
  }

  private async evaluate(
    { offer, start, duration, own }: ClaimRequest,
    interval: ClaimInterval,
    transaction?: CalendarTransaction,
  ): Promise<Evaluation> {
    const range = claimsRange(offer, duration, start, start + 1);
    const all = transaction
      ? await this.claims.within(offer.expert._id, range, transaction.session)
      : (await this.cache.claimsOf(offer.calendar, range)).filter(
          ({ padStart, padEnd }) => padStart.getTime() < range.to && padEnd.getTime() > range.from,
        );
    const now = Date.now();
    const isOwn = (claim: OwnInterval) => own.some((interval) => sameInterval(claim, interval));
    const others = own.length > 0 ? all.filter((claim) => !isOwn(claim)) : all;
    const expired = others.filter(
      (claim) =>
        claim.status === 'held' &&
        (claim.expiresAt?.getTime() ?? 0) <= now &&
        claim.padStart < interval.padEnd &&
        interval.padStart < claim.padEnd,
    );
    return {
      decision: isBookable({ ...slotQuestion(offer, duration, others, now), start }),
      expired,
    };
  }

  private async removeExpired(
    expertId: Types.ObjectId,
    interval: ClaimInterval,
    { session }: CalendarTransaction,
  ): Promise<void> {
    await this.bookings.deleteMany(
      {
        expertId,
        live: true,
        status: 'held',
        expiresAt: mongoose.trusted({ $lte: new Date() }),
        buckets: mongoose.trusted({ $in: interval.buckets }),
      },
      { session },
    );
  }

  private lostTo(
    { refusals, isHold }: InFlightClaim,
    request: ClaimRequest,
    asked: string,
  ): Promise<DomainError> {
    const known = refusals.get(asked) ?? this.lost(isHold, request);
    refusals.set(asked, known);
    return known;
  }

  private async lost(isHold: boolean, request: ClaimRequest): Promise<DomainError> {
    const alternatives = await this.refusals.alternatives(request);
    if (!isHold) return new DomainError('slot_taken', { alternatives });
    return new DomainError('slot_held', { alternatives, retryAfter: this.environment.holdTtl });
  }
}

/** Leaves the transaction with the engine's word; turned into the answer outside of it. */
class Refused extends Error {
  constructor(readonly decision: Refusal) {
    super(decision.reason);
  }
}

/** The outcome, or false where it is not known at `until`, epoch milliseconds. */
async function before<T>(until: number, outcome: Promise<T>): Promise<T | false> {
  const late = new AbortController();
  const none = sleep(Math.max(0, until - Date.now()), false as const, { signal: late.signal });
  none.catch(() => undefined);
  return Promise.race([outcome, none]).finally(() => late.abort());
}

/** True for a refusal that whoever asks for the same gets too; a used-up hold, say, is its holder's own affair. */
function isOfTheTime(error: unknown): error is DomainError {
  return error instanceof DomainError && (UNBOOKABLE_REASONS as readonly string[]).includes(error.code);
}

/** Made private this very moment: whoever was let in without a key asks again, and is asked for one. */
function assertAsOpen({ eventType }: Offer, before: Offer): void {
  if (eventType.private && !before.eventType.private)
    throw new DomainError('busy_try_again', { retryAfter: 1 });
}

/** The buffers were changed this very moment; the client tries again with the new ones. */
function assertSameInterval(now: ClaimInterval, before: ClaimInterval): void {
  if (!sameInterval(now, before)) throw new DomainError('busy_try_again', { retryAfter: 1 });
}
