import type { BookedSession, BusyInterval, SlotQuestion } from '@expertbook/scheduling';
import type { BusyClaim } from '../bookings/booking.schema';
import type { ClaimsRange } from './claims.reader';
import type { Offer } from './offer';
import { hoursOf, rulesOf } from './offer';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const WEEK_AND_A_DAY_MS = 8 * DAY_MS;

/** The stretch of claims to read for deciding about starts in `[from, to)`; wider where limits count whole weeks. */
export function claimsRange({ eventType }: Offer, duration: number, from: number, to: number): ClaimsRange {
  const { perDay, perWeek, minutesPerDay } = eventType.limits;
  const reach = (perDay ?? perWeek ?? minutesPerDay) ? WEEK_AND_A_DAY_MS : 0;
  return {
    from: from - eventType.bufferBefore * MINUTE_MS - reach,
    to: to + (duration + eventType.bufferAfter) * MINUTE_MS + reach,
  };
}

/**
 * Puts what was read into the engine's words. Expired holds count for nothing.
 * @param now epoch milliseconds
 */
export function slotQuestion(
  offer: Offer,
  duration: number,
  claims: readonly BusyClaim[],
  now: number,
): SlotQuestion {
  const busy: BusyInterval[] = [];
  const booked: BookedSession[] = [];
  const openSessions = new Map<number, number>();
  // As many as the event type has now: a session follows it.
  const { seats } = offer.eventType;
  const eventTypeId = String(offer.eventType._id);
  for (const claim of claims) {
    const held = claim.status === 'held';
    if (held && (claim.expiresAt?.getTime() ?? 0) <= now) continue;
    busy.push({
      start: claim.padStart.getTime(),
      end: claim.padEnd.getTime(),
      kind: held ? 'hold' : 'booking',
    });
    if (held || String(claim.eventTypeId) !== eventTypeId) continue;
    booked.push({ start: claim.start.getTime(), minutes: claim.duration });
    if (seats > 1 && claim.seats > 1 && claim.duration === duration) {
      openSessions.set(claim.start.getTime(), Math.max(0, seats - claim.seatsTaken));
    }
  }
  return { hours: hoursOf(offer), rules: rulesOf(offer, duration), busy, booked, openSessions, now };
}
