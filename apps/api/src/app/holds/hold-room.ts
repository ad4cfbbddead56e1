import { Inject, Injectable } from '@nestjs/common';
import { addDays, listSlots, localDateAt, toInstant } from '@expertbook/scheduling';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { CalendarCache } from '../availability/calendar-cache';
import type { Offer } from '../availability/offer';
import { claimsRange, slotQuestion, withoutHolds } from '../availability/slot-question';

/** Maximum of live holds of clients in a range of one calendar. */
export interface HoldRoom {
  /** Epoch milliseconds; holds that start in `[from, to)` are counted. */
  from: number;
  to: number;
  /** Of all clients together. */
  all: number;
  /** Of one wide network. */
  perNetwork: number;
}

const MINUTE_MS = 60_000;
/** Minimum, also where few times are free. */
const MIN_HOLDS = 5;
/** The share of one wide network in the total, enough for several people of one company at once. */
const SHARE_OF_NETWORK = 1 / 4;
const MIN_HOLDS_PER_NETWORK = 3;

/**
 * Limits the share of a calendar that clients may hold at once, so that clients who hold without booking leave most
 * of it free: `HELD_SHARE` percent of the times of the day, and of the month, counted as if none were held. Reads the
 * cached calendar, which the hold needs anyway.
 */
@Injectable()
export class HoldRooms {
  constructor(
    private readonly memory: CalendarCache,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /**
   * @param duration minutes
   * @param start epoch milliseconds
   * @returns none where there is no limit
   */
  async around(offer: Offer, duration: number, start: number): Promise<HoldRoom[]> {
    const now = Date.now();
    if (this.environment.heldShare >= 100 || start <= now) return [];
    const { day, month } = calendarOf(offer.schedule.timeZone, start);
    const [from, to] = month;
    const times = await this.memory.claimsOf(offer.calendar, claimsRange(offer, duration, from, to));
    const unheld = withoutHolds(offer, duration, times, now) ?? slotQuestion(offer, duration, times, now);
    const starts = listSlots({ ...unheld, from: Math.max(from, now), to });
    const { bufferBefore, bufferAfter } = offer.eventType;
    // Where starts are closer together than sessions are long, one hold blocks several.
    const padded = (bufferBefore + duration + bufferAfter) * MINUTE_MS;
    const blockedByOne = starts.filter((other) => Math.abs(other - start) < padded).length;
    return [day, month].map(([from, to]) => {
      const count = starts.filter((other) => other >= from && other < to).length;
      const all = Math.floor((count * this.environment.heldShare) / 100 / Math.max(1, blockedByOne));
      return {
        from,
        to,
        all: Math.max(MIN_HOLDS, all),
        perNetwork: Math.max(MIN_HOLDS_PER_NETWORK, Math.floor(all * SHARE_OF_NETWORK)),
      };
    });
  }
}

type Range = readonly [from: number, to: number];

/** The local day and the local month of an instant. Ranges around the instant would differ between neighbouring times. */
function calendarOf(timeZone: string, instant: number): { day: Range; month: Range } {
  const midnight = (date: string) => toInstant(timeZone, date, 0);
  const date = localDateAt(timeZone, instant);
  const first = `${date.slice(0, 7)}-01`;
  const firstOfNext = `${addDays(first, 31).slice(0, 7)}-01`;
  return {
    day: [midnight(date), midnight(addDays(date, 1))],
    month: [midnight(first), midnight(firstOfNext)],
  };
}
