import { Injectable } from '@nestjs/common';
import type { Slot, SlotsResponse } from '@expertbook/contracts';
import { MAX_SLOT_DAYS } from '@expertbook/contracts';
import { addDays, formatInstant, listSlots, toInstant } from '@expertbook/scheduling';
import { DomainError, fieldError } from '../http/domain-error';
import { ClaimsReader } from './claims.reader';
import type { Offer } from './offer';
import { OffersReader } from './offers.reader';
import { claimsRange, slotQuestion } from './slot-question';
import type { SlotsQueryDto } from './slots.dto';

/** Dates have four digits; a day is left to stand on, so that the day after the last one is one too. */
const END_OF_TIME = '9999-01-01';

/** Free times as clients see them. */
@Injectable()
export class SlotsService {
  constructor(
    private readonly offers: OffersReader,
    private readonly claims: ClaimsReader,
  ) {}

  /**
   * Free starts of an event type, grouped by the viewer's local date.
   * @throws DomainError `not_found`, `event_type_inactive`, `invalid_range`, `invalid_duration`
   */
  async list(handle: string, slug: string, query: SlotsQueryDto): Promise<SlotsResponse> {
    if (query.end < query.start) throw fieldError('invalid_range', 'end', 'The end lies before the start.');
    if (query.end >= END_OF_TIME) throw fieldError('invalid_range', 'end', 'Nobody plans that far ahead.');
    if (query.end > addDays(query.start, MAX_SLOT_DAYS)) {
      throw fieldError('invalid_range', 'end', `Ask for at most ${MAX_SLOT_DAYS} days at once.`);
    }
    const offer = await this.offers.byLink(handle, slug);
    const duration = offeredDuration(offer, query.duration);
    const from = toInstant(query.timeZone, query.start, 0);
    const to = toInstant(query.timeZone, addDays(query.end, 1), 0);
    const claims = await this.claims.between(offer.expert._id, claimsRange(offer, duration, from, to));
    const question = slotQuestion(offer, duration, claims, Date.now());
    const slots: Record<string, Slot[]> = {};
    const several = offer.eventType.seats > 1;
    for (const instant of listSlots({ ...question, from, to })) {
      const start = formatInstant(query.timeZone, instant);
      const slot: Slot = several
        ? { start, seatsLeft: question.openSessions.get(instant) ?? offer.eventType.seats }
        : { start };
      (slots[start.slice(0, 10)] ??= []).push(slot);
    }
    // Read before the claims: the slots may be newer than the revision says, never older.
    return { timeZone: query.timeZone, duration, revision: offer.revision, slots };
  }
}

/**
 * The duration meant by a request, in minutes.
 * @throws DomainError `invalid_duration` when the event type does not offer it
 */
export function offeredDuration({ eventType }: Offer, asked: number | undefined): number {
  const duration = asked ?? eventType.durations[0];
  if (duration === undefined || !eventType.durations.includes(duration)) {
    throw new DomainError('invalid_duration', {
      detail: `Choose one of ${eventType.durations.join(', ')} minutes.`,
      errors: [{ field: 'duration', code: 'invalid_duration', message: 'This duration is not offered.' }],
    });
  }
  return duration;
}
