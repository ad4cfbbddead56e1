import { Inject, Injectable } from '@nestjs/common';
import type { Decision } from '@expertbook/scheduling';
import { isBookable } from '@expertbook/scheduling';
import type { CalendarChange } from '../calendars/calendar.schema';
import type { CalendarTransaction, CalendarWrites } from '../calendars/calendar-transaction';
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
import { claimed } from './claim-changes';
import type { ClaimInterval, PaddedInterval } from './claim-interval';
import { claimInterval, isSameInterval } from './claim-interval';
import type { Refusal } from './claim-refusals';
import { ClaimRefusals } from './claim-refusals';
import type { Authorization, ClaimRequest, ClaimWriter } from './claim-request';
import { requestKey } from './claim-request';
import { ExpiredHolds } from './expired-holds';
import type { ClaimOutcome, InFlightClaim } from './in-flight-claims';
import { InFlightClaims, outcomeBefore, toOutcome } from './in-flight-claims';

interface Evaluation {
  decision: Decision;
  /** Expired holds in the interval of the claim. */
  expired: PaddedInterval[];
}

/** A time that can be claimed, as of the revision of `offer`. */
interface Bookable {
  offer: Offer;
  expired: PaddedInterval[];
}

const RETRY_AFTER_SECONDS = 2;

/** Claims time of experts: decides with the engine, then writes in the calendar's transaction. */
@Injectable()
export class ClaimsService {
  private readonly inFlight = new InFlightClaims();

  constructor(
    private readonly calendars: CalendarTransactions,
    private readonly claims: ClaimsReader,
    private readonly expiredHolds: ExpiredHolds,
    private readonly offers: OffersReader,
    private readonly cache: CalendarCache,
    private readonly refusals: ClaimRefusals,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /**
   * Runs `writer` in a transaction in which the time is known to be bookable; it must write a live claim at its
   * interval.
   * @throws DomainError with the engine's reason (409s on a time with `alternatives`), `busy_try_again`; errors of
   * the writer
   *   and its authorization
   */
  async claim<T, A>(request: ClaimRequest, writer: ClaimWriter<T, A>): Promise<T> {
    const { offer, start, duration, excluded } = request;
    const interval = claimInterval(offer, start, duration);
    // The holder of a hold requests a time that is not available to others.
    const key = excluded.length > 0 ? '' : requestKey(request);
    // Seats of a group session are counted in the transaction.
    const isShared = offer.eventType.seats > 1;
    if (!isShared) await this.waitForOverlapping(request, interval, key);
    const result = this.attempt(request, interval, writer);
    this.inFlight.add(String(offer.expert._id), {
      key,
      padStart: +interval.padStart,
      padEnd: +interval.padEnd,
      isHold: request.reason === 'held',
      outcome: result.then((): ClaimOutcome => ({ kind: 'claimed' }), toOutcome),
      refusals: new Map(),
    });
    return result;
  }

  /** @throws DomainError where another claim takes the time, or fails with the same refusal */
  private async waitForOverlapping(
    request: ClaimRequest,
    { padStart, padEnd }: ClaimInterval,
    key: string,
  ): Promise<void> {
    const { offer, until } = request;
    for (let waited = 0; ; waited++) {
      const other = this.inFlight.findOverlapping(String(offer.expert._id), +padStart, +padEnd);
      if (!other) return;
      // The first one began earlier and ends earlier; a later one may take longer than the remaining time of this
      // request.
      const outcome = await (waited === 0 ? other.outcome : outcomeBefore(until, other.outcome));
      if (outcome.kind === 'claimed') throw await this.lostTo(other, request);
      if (outcome.kind === 'refused' && key !== '' && other.key === key) throw outcome.error;
      if (Date.now() >= until) throw new DomainError('busy_try_again', { retryAfter: RETRY_AFTER_SECONDS });
    }
  }

  private async attempt<T, A>(
    request: ClaimRequest,
    interval: ClaimInterval,
    writer: ClaimWriter<T, A>,
  ): Promise<T> {
    const bookable = await this.decide(request, interval);
    const authorization = writer.authorize();
    // Awaited later, or never if something else fails first.
    authorization.verdict.catch(() => undefined);
    try {
      if (authorization.isAwaitedFirst) await authorization.verdict;
      return await this.write(request, interval, bookable, authorization, writer);
    } catch (error) {
      authorization.verdict.then(authorization.revoke).catch(() => undefined);
      if (error instanceof Refused) throw await this.refusals.of(error.decision, request);
      if (isDuplicateKey(error, 'buckets')) {
        throw await this.refusals.of({ bookable: false, reason: 'slot_taken' }, request);
      }
      throw error;
    }
  }

  /** Decides on the cached calendar, and on the database's revision before a refusal. */
  private async decide(request: ClaimRequest, interval: ClaimInterval): Promise<Bookable> {
    let { offer } = request;
    let evaluation = await this.evaluate(request, interval);
    if (!evaluation.decision.bookable && (await this.cache.refresh(offer.calendar))) {
      offer = await this.offers.reload(offer);
      assertAsOpen(offer, request.offer);
      assertSameInterval(claimInterval(offer, request.start, request.duration), interval);
      evaluation = await this.evaluate({ ...request, offer }, interval);
    }
    const { decision, expired } = evaluation;
    if (!decision.bookable) throw await this.refusals.of(decision, { ...request, offer });
    return { offer, expired };
  }

  private async write<T, A>(
    request: ClaimRequest,
    interval: ClaimInterval,
    { offer, expired }: Bookable,
    { verdict }: Authorization<A>,
    writer: ClaimWriter<T, A>,
  ): Promise<T> {
    const { until } = request;
    const { revision } = offer;
    const expertId = offer.expert._id;
    const change = async (): Promise<CalendarChange> => ({
      ...claimed({ ...request, offer }, interval, expired),
      bookingIds: await request.bookingIds(),
    });
    const removeExpired = async (found: readonly PaddedInterval[], { session }: CalendarTransaction) => {
      if (found.length > 0) await this.expiredHolds.removeWithin(expertId, interval, session);
    };
    const reevaluate = async (transaction: CalendarTransaction): Promise<void> => {
      const now = await this.reevaluateInTransaction(request, interval, transaction);
      await removeExpired(now.expired, transaction);
    };
    if (writer.mode === 'commit' && expired.length === 0) {
      const declare = async (writes: CalendarWrites) => writer.write(writes, interval, await verdict);
      return this.calendars.commit({ expertId, revision, change, declare, reevaluate }, until);
    }
    const work = async (transaction: CalendarTransaction): Promise<T> => {
      if (transaction.revision === revision + 1) await removeExpired(expired, transaction);
      else await reevaluate(transaction);
      return writer.write(transaction, interval, await verdict);
    };
    return this.calendars.run(expertId, change, work, until);
  }

  /** Reads and decides everything again inside the transaction, because the calendar has changed since the first evaluation. */
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
    { offer, start, duration, excluded }: ClaimRequest,
    interval: ClaimInterval,
    transaction?: CalendarTransaction,
  ): Promise<Evaluation> {
    const range = claimsRange(offer, duration, start, start + 1);
    const times = transaction
      ? await this.claims.within(offer.expert._id, range, transaction.session)
      : await this.cache.claimsOf(offer.calendar, range);
    // The cache has more than the range.
    const all = transaction
      ? times.claims
      : times.claims.filter(
          ({ padStart, padEnd }) => padStart.getTime() < range.to && padEnd.getTime() > range.from,
        );
    const now = Date.now();
    const isExcluded = (claim: PaddedInterval) => excluded.some((one) => isSameInterval(claim, one));
    const others = excluded.length > 0 ? all.filter((claim) => !isExcluded(claim)) : all;
    const expired = others.filter(
      (claim) =>
        claim.status === 'held' &&
        (claim.expiresAt?.getTime() ?? 0) <= now &&
        claim.padStart < interval.padEnd &&
        interval.padStart < claim.padEnd,
    );
    return {
      decision: isBookable({ ...slotQuestion(offer, duration, { ...times, claims: others }, now), start }),
      expired,
    };
  }

  private lostTo({ refusals, isHold }: InFlightClaim, request: ClaimRequest): Promise<DomainError> {
    const key = requestKey(request);
    const known = refusals.get(key) ?? this.lost(isHold, request);
    refusals.set(key, known);
    return known;
  }

  private async lost(isHold: boolean, request: ClaimRequest): Promise<DomainError> {
    const alternatives = await this.refusals.alternatives(request);
    if (!isHold) return new DomainError('slot_taken', { alternatives });
    return new DomainError('slot_held', { alternatives, retryAfter: this.environment.holdTtl });
  }
}

/** Aborts the transaction with the engine's decision; becomes the error outside of it. */
class Refused extends Error {
  constructor(readonly decision: Refusal) {
    super(decision.reason);
  }
}

/** An event type that has just become private: clients without a key retry, and then need one. */
function assertAsOpen({ eventType }: Offer, before: Offer): void {
  if (eventType.private && !before.eventType.private)
    throw new DomainError('busy_try_again', { retryAfter: 1 });
}

/** Buffers that have just changed: the client retries with the new ones. */
function assertSameInterval(now: ClaimInterval, before: ClaimInterval): void {
  if (!isSameInterval(now, before)) throw new DomainError('busy_try_again', { retryAfter: 1 });
}
