import type { IsoInstant, LocalDate, Slot, SlotsResponse, TimeZoneName } from '@expertbook/contracts';
import type { InitialSlots } from '../data/initial-data';
import type { MonthKey } from '@expertbook/web-shared/ui/calendar-dates';
import { addDays, addMonths, firstDay, lastDay, monthOf } from '@expertbook/web-shared/ui/calendar-dates';
import { partOf } from './feed-query';
import { isoInstant, wallTimeIn } from './wall-time';

/** Local dates of two zones differ by two days at most. */
const ZONE_DAYS = 2;

/**
 * A month of the initial free times, by the visitor's local dates. If they were requested in another zone (the
 * visitor's was unknown) the same instants are grouped again.
 *
 * @param now epoch milliseconds: nothing before it is free, so those days may be missing
 * @returns null when the month is incomplete
 */
export function monthIn(
  { query, response }: InitialSlots,
  month: MonthKey,
  zone: TimeZoneName,
  now: number,
): SlotsResponse | null {
  const same = response.timeZone === zone;
  const spare = same ? 0 : ZONE_DAYS;
  const begins =
    query.start <= addDays(firstDay(month), -spare) || query.start <= wallTimeIn(now, query.timeZone).date;
  if (!begins || query.end < addDays(lastDay(month), spare)) return null;
  if (same) return partOf(response, month);
  const slots: Record<LocalDate, Slot[]> = {};
  for (const slot of Object.values(response.slots).flat()) {
    const { day, start } = localised(slot.start, zone);
    if (day.startsWith(month)) (slots[day] ??= []).push({ ...slot, start });
  }
  const held: Record<LocalDate, IsoInstant[]> = {};
  for (const instant of Object.values(response.held ?? {}).flat()) {
    const { day, start } = localised(instant, zone);
    if (day.startsWith(month)) (held[day] ??= []).push(start);
  }
  return { ...response, timeZone: zone, slots, held };
}

/** Every complete month, as {@link monthIn} returns it. */
export function monthsIn(
  given: InitialSlots,
  zone: TimeZoneName,
  now: number,
): readonly (readonly [MonthKey, SlotsResponse])[] {
  const { start, end } = given.query;
  const months: [MonthKey, SlotsResponse][] = [];
  for (let month = monthOf(start); firstDay(month) <= end; month = addMonths(month, 1)) {
    const answer = monthIn(given, month, zone, now);
    if (answer) months.push([month, answer]);
  }
  return months;
}

function localised(instant: IsoInstant, zone: TimeZoneName): { day: LocalDate; start: IsoInstant } {
  const wall = wallTimeIn(Date.parse(instant), zone);
  return { day: wall.date, start: isoInstant(wall) };
}
