import type { AvailabilityChanged, IsoInstant, LocalDate, Slot, SlotsResponse } from '@expertbook/contracts';
import type { MonthKey } from '../ui/calendar-dates';

/**
 * What a booking page knows of an expert's free times, and what the pushes since then did to it. Pure: a state, its
 * moves, and one reading of it. The law: a slot is shown when the newest HTTP answer has it and no later push took it;
 * where the pushes heard do not tell the whole story since that answer, the month says so and is read again.
 */
export interface SlotState {
  readonly months: ReadonlyMap<string, LoadedMonth>;
  /** Pushes heard, by revision, oldest first; only the last {@link MAX_CHANGES}. */
  readonly changes: readonly AvailabilityChanged[];
  /** The newest revision heard over the socket; null until it watches. */
  readonly seen: number | null;
}

export interface LoadedMonth {
  readonly month: MonthKey;
  readonly duration: number;
  readonly revision: number;
  readonly days: Readonly<Record<LocalDate, readonly Slot[]>>;
  /** Starts that would be free but for a hold. */
  readonly held: HeldDays;
}

/** Minutes kept free around a session; a slot is taken when its padded time meets a taken interval. */
export interface Buffers {
  bufferBefore: number;
  bufferAfter: number;
}

/** The time the visitor has chosen. `held` once the server has confirmed the hold: then only we may have it. */
export interface OwnClaim {
  slot: Slot;
  day: LocalDate;
  /** Minutes. */
  duration: number;
  held: boolean;
}

export type FreeDays = Readonly<Record<LocalDate, readonly Slot[]>>;
export type HeldDays = Readonly<Record<LocalDate, readonly IsoInstant[]>>;

export const MAX_CHANGES = 200;
export const EMPTY_SLOT_STATE: SlotState = { months: new Map(), changes: [], seen: null };

const MINUTE_MS = 60_000;

/** An HTTP answer for a month arrived. An answer older than the one already there changes nothing. */
export function loaded(state: SlotState, key: string, month: MonthKey, answer: SlotsResponse): SlotState {
  const former = state.months.get(key);
  if (former && former.revision > answer.revision) return state;
  const { revision, duration, slots, held = {} } = answer;
  const read = { month, duration, revision, days: slots, held };
  return { ...state, months: new Map(state.months).set(key, read) };
}

/** A push arrived. Pushes may come twice or out of order; the list stays sorted. */
export function changed(state: SlotState, change: AvailabilityChanged): SlotState {
  const changes = [...state.changes, change].sort((a, b) => a.revision - b.revision).slice(-MAX_CHANGES);
  const seen = state.seen === null ? null : Math.max(state.seen, change.revision);
  return { ...state, changes, seen };
}

/**
 * The socket watches, at `revision` (first time, or again after a lost connection). A revision lower than one already
 * seen means another history, a database put back, say: then nothing known counts any more.
 */
export function watching(state: SlotState, revision: number): SlotState {
  const heard = state.changes.at(-1)?.revision ?? 0;
  if (state.seen === null || revision >= state.seen) return { ...state, seen: Math.max(revision, heard) };
  return { months: outdated(state.months), changes: [], seen: revision };
}

/** Everything has to be read again (back online, long asleep); what is shown stays until then. */
export function markStale(state: SlotState): SlotState {
  return { ...state, months: outdated(state.months), changes: [] };
}

/** True when the month must be read again: times were freed, hours changed, or pushes are missing. */
export function isStale(state: SlotState, key: string): boolean {
  const month = state.months.get(key);
  if (!month) return true;
  if (month.revision < 0) return true;
  const since = state.changes.filter((change) => change.revision > month.revision);
  if (since.some((change) => change.freed.length > 0 || change.reason === 'schedule')) return true;
  const heard = new Set(since.map((change) => change.revision));
  return state.seen !== null && month.revision + heard.size < state.seen;
}

/** The free times of a loaded month as they are now; an unknown month has none. */
export function freeDays(
  state: SlotState,
  key: string,
  buffers: Buffers,
  { now, own = null }: { now: number; own?: OwnClaim | null },
): FreeDays {
  const month = state.months.get(key);
  if (!month) return {};
  const taken = state.changes
    .filter((change) => change.revision > month.revision)
    .flatMap((change) => (isOwnHold(change, own, buffers) ? [] : change.taken))
    .map(([start, end]) => [Date.parse(start), Date.parse(end)] as const);
  const free = (slot: Slot): boolean => {
    const [from, to] = padded(Date.parse(slot.start), month.duration, buffers);
    return Date.parse(slot.start) > now && !taken.some(([start, end]) => from < end && start < to);
  };
  const days: Record<LocalDate, readonly Slot[]> = {};
  for (const [day, slots] of Object.entries(month.days)) {
    const left = slots.filter(free);
    if (left.length > 0) days[day] = left;
  }
  return own?.held && own.duration === month.duration ? withOwn(days, month.month, own) : days;
}

/**
 * The times of a loaded month that other clients are booking right now: those in the response, and those a hold was
 * pushed for since. What has been booked meanwhile is gone, not held.
 */
export function heldDays(
  state: SlotState,
  key: string,
  buffers: Buffers,
  { now, own = null }: { now: number; own?: OwnClaim | null },
): HeldDays {
  const month = state.months.get(key);
  if (!month) return {};
  const since = state.changes.filter(
    (change) => change.revision > month.revision && !isOwnHold(change, own, buffers),
  );
  const [holds, others] = [true, false].map((held) =>
    since.filter((change) => (change.reason === 'held') === held).flatMap((change) => change.taken),
  ) as [AvailabilityChanged['taken'], AvailabilityChanged['taken']];
  const ownInstant = own ? Date.parse(own.slot.start) : null;
  const meets = (start: IsoInstant, taken: AvailabilityChanged['taken']) => {
    const [from, to] = padded(Date.parse(start), month.duration, buffers);
    return taken.some(([begin, end]) => from < Date.parse(end) && Date.parse(begin) < to);
  };
  // A hold shows in the place of its own time only; the other times it takes simply go.
  const begins = (start: IsoInstant, taken: AvailabilityChanged['taken']) => {
    const [from] = padded(Date.parse(start), month.duration, buffers);
    return taken.some(([begin]) => Date.parse(begin) === from);
  };
  const shown = (start: IsoInstant) => {
    const instant = Date.parse(start);
    return instant > now && instant !== ownInstant && !meets(start, others);
  };
  const days: Record<LocalDate, IsoInstant[]> = {};
  for (const day of new Set([...Object.keys(month.held), ...Object.keys(month.days)])) {
    const pushed = (month.days[day] ?? []).map(({ start }) => start).filter((start) => begins(start, holds));
    const all = [...(month.held[day] ?? []), ...pushed].filter(shown);
    if (all.length > 0) days[day] = all;
  }
  return days;
}

/** `[start, end)` in ms with the buffers around it. */
export function padded(start: number, duration: number, buffers: Buffers): readonly [number, number] {
  return [start - buffers.bufferBefore * MINUTE_MS, start + (duration + buffers.bufferAfter) * MINUTE_MS];
}

/** The push that our own hold caused must not take our own time from us: it is exactly our padded interval. */
function isOwnHold(change: AvailabilityChanged, own: OwnClaim | null, buffers: Buffers): boolean {
  if (change.reason !== 'held' || !own || change.taken.length !== 1) return false;
  const [from, to] = padded(Date.parse(own.slot.start), own.duration, buffers);
  return change.taken.every(([start, end]) => Date.parse(start) === from && Date.parse(end) === to);
}

/** Answers read while we hold a time leave it out; for us it is still there. */
function withOwn(days: Record<LocalDate, readonly Slot[]>, month: MonthKey, own: OwnClaim): FreeDays {
  if (!own.day.startsWith(month)) return days;
  const instant = Date.parse(own.slot.start);
  const day = days[own.day] ?? [];
  if (day.some((slot) => Date.parse(slot.start) === instant)) return days;
  return {
    ...days,
    [own.day]: [...day, own.slot].sort((a, b) => Date.parse(a.start) - Date.parse(b.start)),
  };
}

function outdated(months: ReadonlyMap<string, LoadedMonth>): ReadonlyMap<string, LoadedMonth> {
  return new Map([...months].map(([key, month]) => [key, { ...month, revision: -1 }]));
}
