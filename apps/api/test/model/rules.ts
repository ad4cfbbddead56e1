/**
 * The world of the model: one zone without clock changes, four open hours a day across midnight, three bookable dates
 * across the change of an ISO week. Written here as numbers and as settings for the API; it shares nothing with the
 * engine.
 */
export const MINUTE_MS = 60_000;
export const BUCKET_MS = 5 * MINUTE_MS;
const DAY_MINUTES = 1440;
const DAY_MS = DAY_MINUTES * MINUTE_MS;

/** Always +05:30, so that its dates change in the middle of a UTC day. */
export const ZONE = 'Asia/Kolkata';
export const OFFSET = '+05:30';
export const OFFSET_MS = 330 * MINUTE_MS;

const OPENS = 22 * 60;
const OPEN_MINUTES = 240;
const DAYS = 3;

/** For every weekday; the two ranges touch at midnight and are one. */
export const HOURS = [
  { start: '00:00', end: '02:00' },
  { start: '22:00', end: '24:00' },
];

export interface TypeRules {
  readonly slug: string;
  /** Minutes, like all durations here. */
  readonly durations: readonly number[];
  readonly before: number;
  readonly after: number;
  readonly step: number;
  readonly seats: number;
  readonly asks: boolean;
  readonly perDay: number;
  readonly perWeek: number;
  readonly minutesPerDay: number;
}

const PLAIN: Omit<TypeRules, 'slug'> = {
  durations: [30],
  before: 0,
  after: 0,
  step: 30,
  seats: 1,
  asks: false,
  perDay: Infinity,
  perWeek: Infinity,
  minutesPerDay: Infinity,
};

/** The event types of every expert of the model. */
export const TYPES: readonly TypeRules[] = [
  { ...PLAIN, slug: 'plain', durations: [30, 60] },
  { ...PLAIN, slug: 'padded', durations: [60], before: 10, after: 5, step: 15 },
  { ...PLAIN, slug: 'asks', asks: true, after: 15 },
  { ...PLAIN, slug: 'group', durations: [60], seats: 3 },
  { ...PLAIN, slug: 'daily', perDay: 1, step: 20, durations: [20] },
  { ...PLAIN, slug: 'weekly', perDay: 2, perWeek: 3 },
  { ...PLAIN, slug: 'minutes', durations: [30, 60], minutesPerDay: 90, asks: true },
];

/** The settings to create the event type with. */
export function settingsOf(type: TypeRules, window: { start: string; end: string }): Record<string, unknown> {
  const limit = (most: number) => (most === Infinity ? null : most);
  return {
    slug: type.slug,
    title: type.slug,
    durations: type.durations,
    bufferBefore: type.before,
    bufferAfter: type.after,
    slotInterval: type.step,
    seats: type.seats,
    requiresConfirmation: type.asks,
    minimumNotice: 0,
    window: { kind: 'range', ...window },
    limits: {
      perDay: limit(type.perDay),
      perWeek: limit(type.perWeek),
      minutesPerDay: limit(type.minutesPerDay),
    },
  };
}

/** Number of the local date (days since 1970-01-01) of an instant. */
export function dayOf(instant: number): number {
  return Math.floor((instant + OFFSET_MS) / DAY_MS);
}

/** Number of the ISO week (Monday first) of an instant; 1970-01-01 was a Thursday. */
export function weekOf(instant: number): number {
  return Math.floor((dayOf(instant) + 3) / 7);
}

/** A Saturday at least ten days ahead: its Sunday ends one ISO week, its Monday begins the next. */
export function firstDayAfter(now: number): number {
  const soonest = dayOf(now) + 10;
  return soonest + ((9 - (soonest % 7)) % 7);
}

export function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The bookable dates, first to last. */
export function windowOf(firstDay: number): { start: string; end: string } {
  return { start: dateOf(firstDay), end: dateOf(firstDay + DAYS - 1) };
}

/** Every possible start of a type, ascending, without any bookings. */
export function gridOf(type: TypeRules, minutes: number, firstDay: number): number[] {
  const from = firstDay * DAY_MS - OFFSET_MS;
  const starts: number[] = [];
  for (let start = from; start < from + DAYS * DAY_MS; start += BUCKET_MS) {
    if (hoursObstacle(type, minutes, start) === null) starts.push(start);
  }
  return starts;
}

/** The reason that window and hours give against a start. */
export function placeObstacle(
  type: TypeRules,
  minutes: number,
  start: number,
  firstDay: number,
): 'out_of_window' | 'outside_hours' | 'off_grid' | null {
  const day = dayOf(start);
  if (day < firstDay || day >= firstDay + DAYS) return 'out_of_window';
  return hoursObstacle(type, minutes, start);
}

function hoursObstacle(type: TypeRules, minutes: number, start: number): 'outside_hours' | 'off_grid' | null {
  const local = (start + OFFSET_MS) / MINUTE_MS;
  const sinceOpening = (((local - OPENS) % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
  if (sinceOpening + minutes > OPEN_MINUTES) return 'outside_hours';
  return sinceOpening % type.step === 0 ? null : 'off_grid';
}
