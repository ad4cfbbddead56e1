import { Injectable } from '@nestjs/common';
import type { UnbookableReason } from '@expertbook/contracts';
import type { Decision } from '@expertbook/scheduling';
import { formatInstant, nearestSlots } from '@expertbook/scheduling';
import { DomainError } from '../http/domain-error';
import { CalendarCache } from '../availability/calendar-cache';
import type { Offer } from '../availability/offer';
import { claimsRange, slotQuestion } from '../availability/slot-question';

export type Refusal = Extract<Decision, { bookable: false }>;

/** The reason for clients: in which calendar an expert is busy is private. */
const toPublicReason = (reason: Refusal['reason']): UnbookableReason =>
  reason === 'busy_elsewhere' ? 'slot_taken' : reason;

/** The requested time; `start` in epoch milliseconds, `duration` in minutes. */
export interface RequestedTime {
  offer: Offer;
  start: number;
  duration: number;
}

const ALTERNATIVES = 3;
const NEAREST_DAYS_MS = 31 * 86_400_000;

/** Makes the error of a refused claim, with alternatives for the requester. */
@Injectable()
export class ClaimRefusals {
  constructor(private readonly memory: CalendarCache) {}

  /** The error for the engine's reason: conflicts have the nearest free starts, holds the remaining seconds. */
  async of(decision: Refusal, request: RequestedTime): Promise<DomainError> {
    const { blockedBy } = decision;
    const reason = toPublicReason(decision.reason);
    const conflict = reason === 'slot_taken' || reason === 'slot_held' || reason === 'limit_reached';
    const errors = [{ field: 'start', code: reason, message: 'This time cannot be booked.' }];
    if (!conflict) return new DomainError(reason, { errors });
    const alternatives = await this.alternatives(request);
    const retryAfter = reason === 'slot_held' ? await this.secondsHeld(request, blockedBy) : undefined;
    return new DomainError(reason, { errors, alternatives, ...(retryAfter !== undefined && { retryAfter }) });
  }

  private async secondsHeld(
    { offer, duration }: RequestedTime,
    blockedBy: { start: number; end: number } | undefined,
  ): Promise<number | undefined> {
    if (!blockedBy) return undefined;
    const range = claimsRange(offer, duration, blockedBy.start, blockedBy.end);
    const { claims } = await this.memory.claimsOf(offer.calendar, range);
    const now = Date.now();
    const left = claims
      .filter(({ padStart, padEnd }) => +padStart < blockedBy.end && blockedBy.start < +padEnd)
      .map(({ expiresAt }) => (expiresAt?.getTime() ?? 0) - now);
    // A hold that has just ended: the next try can succeed in a second.
    return Math.max(1, Math.ceil(Math.max(0, ...left) / 1000));
  }

  /** Nearest free starts, in the expert's zone. */
  async alternatives({ offer, start, duration }: RequestedTime): Promise<string[]> {
    const range = claimsRange(offer, duration, start - NEAREST_DAYS_MS, start + NEAREST_DAYS_MS);
    const times = await this.memory.claimsOf(offer.calendar, range);
    const question = slotQuestion(offer, duration, times, Date.now());
    return nearestSlots({ ...question, around: start, count: ALTERNATIVES }).map((free) =>
      formatInstant(offer.expert.timeZone, free),
    );
  }
}
