import { Injectable } from '@nestjs/common';
import type { Slot, SlotsResponse } from '@expertbook/contracts';
import { MAX_SLOT_DAYS } from '@expertbook/contracts';
import { addDays, formatInstant, listSlots, toInstant } from '@expertbook/scheduling';
import type { BusyClaim } from '../calendars/booking.schema';
import { NO_EVENT_TYPE } from '../calendars/booking.schema';
import { DomainError, fieldError } from '../http/domain-error';
import type { AccessKey } from '../auth/access-key';
import { LinkAccess, NO_KEY } from '../links/link-access';
import { CalendarCache } from '../availability/calendar-cache';
import type { Offer } from '../availability/offer';
import { OffersReader } from '../availability/offers.reader';
import { claimsRange, slotQuestion, withoutHolds } from '../availability/slot-question';
import type { SlotsQueryDto } from './slots.dto';

/** Dates have four digits; the limit leaves room for the day after it. */
const END_OF_TIME = '9999-01-01';
const MINUTE_MS = 60_000;
/** In every zone, days begin on a multiple of this, and rolling windows advance with them. */
const QUARTER_MS = 15 * MINUTE_MS;

/** Free times and how long they are valid. */
export interface ListedSlots {
  offer: Offer;
  response: SlotsResponse;
  /** Epoch milliseconds: after it the response may be out of date without any change. */
  until: number;
  /** Whether the response is for one requester only. */
  isPersonal: boolean;
}

/** The padded time of the booking that is rescheduled. */
export interface RescheduledTime extends Pick<BusyClaim, 'padStart' | 'padEnd'> {
  /** A hold cannot overlap it: for requesters who create a hold, only the limits ignore it. */
  staysInTheWay: boolean;
}

/** Free times as clients see them. */
@Injectable()
export class SlotsService {
  constructor(
    private readonly offers: OffersReader,
    private readonly calendarCache: CalendarCache,
    private readonly links: LinkAccess,
  ) {}

  /**
   * Free starts of an event type, grouped by the viewer's local date.
   * @throws DomainError `not_found`, `event_type_inactive`, `invalid_range`, `invalid_duration`
   */
  async list(
    handle: string,
    slug: string,
    query: SlotsQueryDto,
    key: AccessKey = NO_KEY,
  ): Promise<ListedSlots> {
    assertRange(query);
    const offer = await this.offered(handle, slug, key);
    const moved = await this.links.movedTime(offer, key);
    const duration = offeredDuration(offer, query.duration);
    return this.of(offer, duration, query, moved && { ...moved, staysInTheWay: true });
  }

  /**
   * The event type that `key` gives access to.
   * @throws DomainError `not_found`, `event_type_inactive`; for the key `link_used`, `link_expired`
   */
  async offered(handle: string, slug: string, key: AccessKey = NO_KEY): Promise<Offer> {
    const offer = await this.offers.byLink(handle, slug, key.expertId);
    await this.links.authorize(offer, key);
    return offer;
  }

  /**
   * Free starts of an offer, grouped by the viewer's local date.
   * @param duration minutes
   * @param moved the requester's own booking, which is rescheduled
   * @throws DomainError `invalid_range`
   */
  async of(
    offer: Offer,
    duration: number,
    query: Pick<SlotsQueryDto, 'start' | 'end' | 'timeZone'>,
    moved: RescheduledTime | null = null,
  ): Promise<ListedSlots> {
    const { timeZone } = query;
    assertRange(query);
    const from = toInstant(timeZone, query.start, 0);
    const to = toInstant(timeZone, addDays(query.end, 1), 0);
    const cached = await this.calendarCache.claimsOf(offer.calendar, claimsRange(offer, duration, from, to));
    const times = moved ? { ...cached, claims: without(cached.claims, moved) } : cached;
    const now = Date.now();
    const question = slotQuestion(offer, duration, times, now);
    const free = listSlots({ ...question, from, to });
    const { seats } = offer.eventType;
    const seatsLeft = (instant: number) => question.openSessions.get(instant) ?? seats;
    const slots = byDate(timeZone, free, (start, instant): Slot =>
      seats > 1 ? { start, seatsLeft: seatsLeft(instant) } : { start },
    );
    // Read before the claims: the slots may be newer than the revision, never older.
    const response: SlotsResponse = { timeZone, duration, revision: offer.revision, slots };
    const unheld = withoutHolds(offer, duration, times, now);
    if (unheld) {
      const offered = new Set(free);
      const held = listSlots({ ...unheld, from, to }).filter(
        (instant) => unheld.holdStarts.has(instant) && !offered.has(instant),
      );
      if (held.length > 0) response.held = byDate(timeZone, held, (start) => start);
    }
    const firstGoes = (free[0] ?? Infinity) - offer.eventType.minimumNotice * MINUTE_MS + 1;
    const until = Math.min(question.until, nextQuarter(now), firstGoes);
    return { offer, response, until, isPersonal: moved !== null };
  }
}

/** When a day may begin in some zone, epoch milliseconds. */
export function nextQuarter(now: number): number {
  return now - (now % QUARTER_MS) + QUARTER_MS;
}

function without(
  claims: readonly BusyClaim[],
  { padStart, padEnd, staysInTheWay }: RescheduledTime,
): BusyClaim[] {
  return claims.flatMap((claim) => {
    if (+claim.padStart !== +padStart || +claim.padEnd !== +padEnd) return [claim];
    // It belongs to no event type and counts towards no limit, but its time is not free.
    return staysInTheWay ? [{ ...claim, eventTypeId: NO_EVENT_TYPE }] : [];
  });
}

function assertRange({ start, end }: Pick<SlotsQueryDto, 'start' | 'end'>): void {
  if (end < start) throw fieldError('invalid_range', 'end', 'The end lies before the start.');
  if (end >= END_OF_TIME) throw fieldError('invalid_range', 'end', 'Nobody plans that far ahead.');
  if (end > addDays(start, MAX_SLOT_DAYS)) {
    throw fieldError('invalid_range', 'end', `Ask for at most ${MAX_SLOT_DAYS} days at once.`);
  }
}

/** Instants in the viewer's zone, by their local date there. */
function byDate<T>(
  timeZone: string,
  instants: readonly number[],
  entry: (start: string, instant: number) => T,
): Record<string, T[]> {
  const dates: Record<string, T[]> = {};
  for (const instant of instants) {
    const start = formatInstant(timeZone, instant);
    (dates[start.slice(0, 10)] ??= []).push(entry(start, instant));
  }
  return dates;
}

/**
 * The requested duration, in minutes.
 * @throws DomainError `invalid_duration` when the event type does not offer it
 */
export function offeredDuration({ eventType }: Offer, requested: number | undefined): number {
  const duration = requested ?? eventType.durations[0];
  if (duration === undefined || !eventType.durations.includes(duration)) {
    throw new DomainError('invalid_duration', {
      detail: `Choose ${new Intl.ListFormat('en', { type: 'disjunction' }).format(eventType.durations.map(String))} minutes.`,
      errors: [{ field: 'duration', code: 'invalid_duration', message: 'This duration is not offered.' }],
    });
  }
  return duration;
}
