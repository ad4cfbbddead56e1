import type { AvailabilityChanged, IsoInstant, LocalDate, Slot, SlotsResponse } from '@expertbook/contracts';
import type { MonthKey } from '@expertbook/web-shared/ui/calendar-dates';

/**
 * What a booking page knows of an expert's free times, and the pushes since. Pure: a state, its transitions, and
 * functions that read it. Invariant: a slot is shown when the newest HTTP response contains it and no later push took
 * it. When pushes since that response are missing, the month is stale and is read again.
 */
export interface SlotState {
  readonly months: ReadonlyMap<string, LoadedMonth>;
  /** Received pushes by revision, oldest first; only the last {@link MAX_CHANGES}. */
  readonly changes: readonly AvailabilityChanged[];
  /** The newest revision received over the socket; null until it watches. */
  readonly seen: number | null;
}

export interface LoadedMonth {
  readonly month: MonthKey;
  readonly duration: number;
  readonly revision: number;
  readonly days: Readonly<Record<LocalDate, readonly Slot[]>>;
  /** Starts that would be free without a hold. */
  readonly held: HeldDays;
}

/** Minutes kept free around a session; a slot is taken when its padded interval overlaps a taken one. */
export interface Buffers {
  bufferBefore: number;
  bufferAfter: number;
}

/**
 * The time the visitor has chosen. `held` once the server has confirmed the hold: then it is reserved for this visitor.
 */
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

/** Adds the HTTP response for a month. A response older than the current one changes nothing. */
export function loaded(state: SlotState, key: string, month: MonthKey, response: SlotsResponse): SlotState {
  const former = state.months.get(key);
  if (former && former.revision > response.revision) return state;
  const { revision, duration, slots, held = {} } = response;
  const read = { month, duration, revision, days: slots, held };
  return { ...state, months: new Map(state.months).set(key, read) };
}

/** Adds a push. Pushes may arrive twice or out of order; the list stays sorted. */
export function changed(state: SlotState, change: AvailabilityChanged): SlotState {
  const changes = [...state.changes, change].sort((a, b) => a.revision - b.revision).slice(-MAX_CHANGES);
  const seen = state.seen === null ? null : Math.max(state.seen, change.revision);
  return { ...state, changes, seen };
}

/**
 * The socket watches, at `revision`, for the first time or after a reconnection. A revision lower than a known one
 * means another history, such as a restored database: then all known data is discarded.
 */
export function watching(state: SlotState, revision: number): SlotState {
  const received = state.changes.at(-1)?.revision ?? 0;
  if (state.seen === null || revision >= state.seen) return { ...state, seen: Math.max(revision, received) };
  return { months: outdated(state.months), changes: [], seen: revision };
}

/** Marks every month to be read again (back online, visible after a long time); the data stays visible until then. */
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
  const received = new Set(since.map((change) => change.revision));
  return state.seen !== null && month.revision + received.size < state.seen;
}

/** The free times of a loaded month at `now`; an unknown month has none. */
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
 * The times of a loaded month that other clients hold right now: those of the response, and those of pushes since. A
 * time that has been booked meanwhile is not held.
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
  // A hold is shown only at its own start; the other starts that it blocks disappear.
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

/** The push of the own hold must not remove the own time: it equals the own padded interval. */
function isOwnHold(change: AvailabilityChanged, own: OwnClaim | null, buffers: Buffers): boolean {
  if (change.reason !== 'held' || !own || change.taken.length !== 1) return false;
  const [from, to] = padded(Date.parse(own.slot.start), own.duration, buffers);
  return change.taken.every(([start, end]) => Date.parse(start) === from && Date.parse(end) === to);
}

/** Responses read during the own hold omit its time; for its owner it is still available. */
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
