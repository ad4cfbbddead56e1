import type { BookedSession, BusyInterval, SlotQuestion } from '@expertbook/scheduling';
import type { BusyClaim } from '../calendars/booking.schema';
import type { CalendarTimes } from '../calendars/calendar-times';
import type { ClaimsRange } from '../calendars/claims-range';
import { externalColumns } from './external-columns';
import { calendarsOf } from './external-calendars';
import type { Offer } from './offer';
import { hoursOf, rulesOf } from './offer';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const WEEK_AND_A_DAY_MS = 8 * DAY_MS;

/** The range of claims to read for deciding about starts in `[from, to)`; wider where limits count whole weeks. */
export function claimsRange(
  { eventType, expert }: Offer,
  duration: number,
  from: number,
  to: number,
): ClaimsRange {
  const { perDay, perWeek, minutesPerDay } = eventType.limits;
  const reach = (perDay ?? perWeek ?? minutesPerDay) ? WEEK_AND_A_DAY_MS : 0;
  return {
    from: from - eventType.bufferBefore * MINUTE_MS - reach,
    to: to + (duration + eventType.bufferAfter) * MINUTE_MS + reach,
    ...(expert.externalCalendars && {
      calendarIds: expert.externalCalendars.map(({ calendarId }) => calendarId),
    }),
  };
}

/** As far as instants go. */
const ALL_TIME = { start: 0, end: 8_640_000_000_000_000 };

/** Claims in the engine's format, valid until a hold among them ends. */
interface EngineClaims {
  /** All but the holds. */
  bookings: readonly BusyInterval[];
  busy: readonly BusyInterval[];
  booked: readonly BookedSession[];
  openSessions: ReadonlyMap<number, number>;
  /** Starts of held sessions. */
  holdStarts: ReadonlySet<number>;
  /** When the first hold ends, epoch milliseconds. */
  until: number;
}

/** Derived data per list of claims: valid as long as the list is the same and frozen. */
const translated = new WeakMap<readonly BusyClaim[], Map<string, EngineClaims>>();

/**
 * Converts what takes time to the engine's format. Expired holds are ignored.
 * @param times frozen if they are used again; the engine then caches its derived data
 * @param now epoch milliseconds
 * @returns `until`: while neither the list nor the rules change, the question stays the same until then, except for `now`
 */
export function slotQuestion(
  offer: Offer,
  duration: number,
  times: CalendarTimes,
  now: number,
): SlotQuestion & { until: number } {
  const { busy, booked, openSessions, until } = engineClaims(offer, duration, times.claims, now);
  return { ...frameOf(offer, duration, times), busy, booked, openSessions, now, until };
}

/** The same question without any holds, and where the holds begin; null when there are none. */
export function withoutHolds(
  offer: Offer,
  duration: number,
  times: CalendarTimes,
  now: number,
): (SlotQuestion & Pick<EngineClaims, 'holdStarts'>) | null {
  const { bookings, busy, booked, openSessions, holdStarts } = engineClaims(
    offer,
    duration,
    times.claims,
    now,
  );
  if (bookings.length === busy.length) return null;
  return { ...frameOf(offer, duration, times), busy: bookings, booked, openSessions, holdStarts, now };
}

/** What does not depend on claims. */
function frameOf(offer: Offer, duration: number, { external }: CalendarTimes) {
  const columns = externalColumns(
    external,
    calendarsOf(offer.expert, offer.eventType._id).map(({ calendarId }) => calendarId),
  );
  return {
    hours: hoursOf(offer),
    rules: rulesOf(offer, duration),
    ...(columns && { external: columns }),
  };
}

function engineClaims(
  offer: Offer,
  duration: number,
  claims: readonly BusyClaim[],
  now: number,
): EngineClaims {
  if (!Object.isFrozen(claims)) return translate(offer, duration, claims, now);
  const { eventType } = offer;
  const known = translated.get(claims) ?? new Map<string, EngineClaims>();
  translated.set(claims, known);
  const key = `${String(eventType._id)}/${eventType.seats}/${duration}`;
  const before = known.get(key);
  if (before && now < before.until) return before;
  const fresh = translate(offer, duration, claims, now);
  known.set(key, fresh);
  return fresh;
}

function translate(offer: Offer, duration: number, claims: readonly BusyClaim[], now: number): EngineClaims {
  const { _id, seats } = offer.eventType;
  const bookings: BusyInterval[] = [];
  const holds: BusyInterval[] = [];
  const booked: BookedSession[] = [];
  const holdStarts = new Set<number>();
  const openSessions = new Map<number, number>();
  let until = Infinity;
  if (calendarsOf(offer.expert, _id).some(({ isClosed }) => isClosed))
    bookings.push({ ...ALL_TIME, kind: 'external' });
  for (const claim of claims) {
    const [start, end] = [claim.padStart.getTime(), claim.padEnd.getTime()];
    if (claim.status === 'held') {
      const expiresAt = claim.expiresAt?.getTime() ?? 0;
      if (expiresAt <= now) continue;
      until = Math.min(until, expiresAt);
      holds.push({ start, end, kind: 'hold' });
      holdStarts.add(claim.start.getTime());
      continue;
    }
    bookings.push({ start, end, kind: 'booking' });
    if (!_id.equals(claim.eventTypeId)) continue;
    booked.push({ start: claim.start.getTime(), minutes: claim.duration });
    // The event type's current seats: a session follows it.
    if (seats > 1 && claim.seats > 1 && claim.duration === duration) {
      openSessions.set(claim.start.getTime(), Math.max(0, seats - claim.seatsTaken));
    }
  }
  const frozen = Object.freeze(bookings);
  const busy = holds.length > 0 ? Object.freeze([...bookings, ...holds]) : frozen;
  return { bookings: frozen, busy, booked: Object.freeze(booked), openSessions, holdStarts, until };
}
