import type { DateOverride, LocalDate, OutOfOffice, TimeRange } from '@expertbook/contracts';
import { addDays } from '@expertbook/web-shared/ui/calendar-dates';

/** Dates that differ from the usual week: how they are set, cleared and read. Dates of the schedule's zone. */

/** `usual` follows the week; `away` closes the days and takes precedence over their hours. */
export type DayKind = 'usual' | 'hours' | 'closed' | 'away';

export interface SpecialDates {
  readonly overrides: readonly DateOverride[];
  readonly away: readonly OutOfOffice[];
}

/** The new state of the days from `start` to `end`, both inclusive. */
export interface DaysChange {
  start: LocalDate;
  end: LocalDate;
  kind: DayKind;
  /** Only with `hours`; sorted, possibly several. */
  ranges: TimeRange[];
  /** Only with `away`; may be empty. */
  reason: string;
}

/** How one date differs; `usual` when it does not. */
export interface DayMark {
  kind: DayKind;
  ranges: readonly TimeRange[];
  reason: string;
}

/**
 * The dates after a change, in order. Absences may overlap: each keeps its own days, so that removing one restores what
 * was there before. Hours set for days of an absence are kept and apply again after it. Days that get hours, are closed
 * or are set to the usual week are no longer absent: a longer absence is split around them.
 */
export function withDays({ overrides, away }: SpecialDates, change: DaysChange): SpecialDates {
  const { start, end, kind, ranges, reason } = change;
  if (kind === 'away') {
    const added: OutOfOffice = { start, end, ...(reason ? { reason } : {}) };
    return { overrides, away: inOrder([...away, added]) };
  }
  // Of two overlapping absences, splitting the one that began first may change their order.
  const rest = inOrder(away.flatMap((one) => cut(one, start, end)));
  const kept = overrides.filter((one) => one.date < start || one.date > end);
  const set =
    kind === 'usual'
      ? []
      : datesBetween(start, end).map((date) => ({
          date,
          ranges: kind === 'hours' ? ranges.map((range) => ({ ...range })) : [],
        }));
  return { overrides: [...kept, ...set].sort((a, b) => a.date.localeCompare(b.date)), away: rest };
}

/** The absence that contains a date; of several the one that begins last, as the most specific. */
export function absenceOn(away: readonly OutOfOffice[], date: LocalDate): OutOfOffice | undefined {
  return away
    .filter((one) => one.start <= date && date <= one.end)
    .reduce<OutOfOffice | undefined>((last, one) => (last && last.start > one.start ? last : one), undefined);
}

export function markOf({ overrides, away }: SpecialDates, date: LocalDate): DayMark {
  const gone = absenceOn(away, date);
  if (gone) return { kind: 'away', ranges: [], reason: gone.reason ?? '' };
  const override = overrides.find((one) => one.date === date);
  if (!override) return { kind: 'usual', ranges: [], reason: '' };
  const { ranges } = override;
  return { kind: ranges.length ? 'hours' : 'closed', ranges, reason: '' };
}

/** Every date from `start` to `end`, both inclusive. */
export function datesBetween(start: LocalDate, end: LocalDate): LocalDate[] {
  const dates: LocalDate[] = [];
  for (let date = start; date <= end; date = addDays(date, 1)) dates.push(date);
  return dates;
}

function inOrder(away: OutOfOffice[]): OutOfOffice[] {
  return away.sort((a, b) => a.start.localeCompare(b.start));
}

/** The rest of an absence without the days from `start` to `end`: up to two pieces. */
function cut(away: OutOfOffice, start: LocalDate, end: LocalDate): OutOfOffice[] {
  if (away.end < start || away.start > end) return [away];
  return [
    ...(away.start < start ? [{ ...away, end: addDays(start, -1) }] : []),
    ...(away.end > end ? [{ ...away, start: addDays(end, 1) }] : []),
  ];
}
