import type { BookingStatus } from '@expertbook/contracts';
import type { TypeRules } from './rules';
import { BUCKET_MS, MINUTE_MS, TYPES, dayOf, gridOf, placeObstacle, weekOf } from './rules';

/** Claimed time of an expert's calendar: a hold or a session with attendees. */
export interface Claim {
  readonly id: number;
  readonly expert: number;
  readonly type: number;
  readonly start: number;
  readonly minutes: number;
  /** Of a hold; null for a session. */
  readonly token: string | null;
  /** Uids of the current attendees. */
  readonly people: Set<string>;
}

export interface HeldTime {
  readonly token: string;
  readonly expert: number;
  readonly start: number;
  readonly minutes: number;
  readonly createdAt: number;
  expiresAt: number;
  /** Null once booked, released or expired. */
  claim: number | null;
}

export interface BookedPlace {
  readonly uid: string;
  /** Manage tokens of the booking; empty for bookings whose response was lost, which only the expert can open. */
  readonly tokens: readonly string[];
  readonly expert: number;
  readonly type: number;
  readonly start: number;
  readonly minutes: number;
  readonly email: string;
  /** Its session, also after it has left it. */
  readonly claim: number;
  readonly rescheduledFrom: string | null;
  status: BookingStatus;
  rescheduledTo: string | null;
  cancelReason: string | null;
  cancelledBy: 'client' | 'expert' | null;
}

/** The whole history, as plain sets and maps. Copied to try another order. */
export interface World {
  readonly firstDay: number;
  readonly claims: Map<number, Claim>;
  /** For each expert: 5-minute bucket -> claim. */
  readonly buckets: Map<number, number>[];
  readonly holds: Map<string, HeldTime>;
  readonly bookings: Map<string, BookedPlace>;
  /** The first response to a request with an Idempotency-Key, by key. */
  readonly answered: Map<string, { request: string; status: number; body: unknown }>;
  /** Expected mails, `kind:uid` -> rows. */
  readonly mails: Map<string, number>;
  lastClaim: number;
}

export function newWorld(firstDay: number, experts: number): World {
  return {
    firstDay,
    claims: new Map(),
    buckets: Array.from({ length: experts }, () => new Map()),
    holds: new Map(),
    bookings: new Map(),
    answered: new Map(),
    mails: new Map(),
    lastClaim: 0,
  };
}

export function typeOf(index: number): TypeRules {
  const type = TYPES[index];
  if (!type) throw new Error(`No type ${index}`);
  return type;
}

function bucketsOf(type: TypeRules, start: number, minutes: number): number[] {
  const first = start / BUCKET_MS - type.before / 5;
  return Array.from({ length: (type.before + minutes + type.after) / 5 }, (_, i) => first + i);
}

/** Adds a claim to the calendar. */
export function addClaim(world: World, claim: Omit<Claim, 'id' | 'people'>): Claim {
  const made = { ...claim, id: ++world.lastClaim, people: new Set<string>() };
  world.claims.set(made.id, made);
  const calendar = world.buckets[claim.expert] as Map<number, number>;
  for (const bucket of bucketsOf(typeOf(claim.type), claim.start, claim.minutes)) {
    if (calendar.has(bucket)) throw new Error('The model itself let two claims overlap.');
    calendar.set(bucket, made.id);
  }
  return made;
}

/** Removes a claim from the calendar. */
export function dropClaim(world: World, id: number): void {
  const claim = world.claims.get(id);
  if (!claim) throw new Error(`No claim ${id}`);
  world.claims.delete(id);
  const calendar = world.buckets[claim.expert] as Map<number, number>;
  for (const bucket of bucketsOf(typeOf(claim.type), claim.start, claim.minutes)) calendar.delete(bucket);
}

export interface Place {
  readonly expert: number;
  readonly type: number;
  readonly start: number;
  readonly minutes: number;
}

/** The session of a group type at this start, unless it is the requester's own. */
export function sessionAt(world: World, place: Place, own: readonly number[] = []): Claim | null {
  if (typeOf(place.type).seats === 1) return null;
  for (const claim of world.claims.values()) {
    const same = claim.expert === place.expert && claim.type === place.type && claim.start === place.start;
    if (same && claim.minutes === place.minutes && !own.includes(claim.id)) return claim;
  }
  return null;
}

/** Why a time cannot be booked, most fundamental first; empty when it can. `own` claims do not block. */
export function obstacles(world: World, place: Place, own: readonly number[] = []): string[] {
  const { start, minutes } = place;
  const type = typeOf(place.type);
  const against = placeObstacle(type, minutes, start, world.firstDay);
  if (against !== null) return [against];
  const session = sessionAt(world, place, own);
  if (session) return session.people.size < type.seats ? [] : ['slot_taken'];
  const found: string[] = [];
  if (isLimited(world, place, own)) found.push('limit_reached');
  const inTheWay = claimsInTheWay(world, place, own);
  if (inTheWay.some(({ token }) => token === null)) found.push('slot_taken');
  if (inTheWay.some(({ token }) => token !== null)) found.push('slot_held');
  return found;
}

export function claimsInTheWay(world: World, place: Place, own: readonly number[] = []): Claim[] {
  const calendar = world.buckets[place.expert] as Map<number, number>;
  const ids = new Set<number>();
  for (const bucket of bucketsOf(typeOf(place.type), place.start, place.minutes)) {
    const id = calendar.get(bucket);
    if (id !== undefined && !own.includes(id)) ids.add(id);
  }
  return [...ids].map((id) => world.claims.get(id) as Claim);
}

/** Holds do not count: only booked sessions do, each once. */
function isLimited(
  world: World,
  { expert, type: index, start, minutes }: Place,
  own: readonly number[],
): boolean {
  const type = typeOf(index);
  const day = dayOf(start);
  let onDay = 0;
  let inWeek = 0;
  let minutesOnDay = 0;
  for (const claim of world.claims.values()) {
    if (claim.expert !== expert || claim.type !== index || claim.token !== null) continue;
    if (own.includes(claim.id)) continue;
    if (weekOf(claim.start) === weekOf(start)) inWeek++;
    if (dayOf(claim.start) !== day) continue;
    onDay++;
    minutesOnDay += claim.minutes;
  }
  return onDay >= type.perDay || inWeek >= type.perWeek || minutesOnDay + minutes > type.minutesPerDay;
}

/** The expected result of the slots route: start -> seats left (null for single sessions). */
export function freeStarts(
  world: World,
  { expert, type: index, minutes }: Omit<Place, 'start'>,
): Map<number, number | null> {
  const type = typeOf(index);
  const free = new Map<number, number | null>();
  for (const start of gridOf(type, minutes, world.firstDay)) {
    const place = { expert, type: index, start, minutes };
    if (obstacles(world, place).length > 0) continue;
    const taken = sessionAt(world, place)?.people.size ?? 0;
    free.set(start, type.seats === 1 ? null : type.seats - taken);
  }
  return free;
}

/** The held starts that would be free without holds. */
export function heldStarts(world: World, { expert, type: index, minutes }: Omit<Place, 'start'>): number[] {
  const holds = [...world.holds.values()].filter((hold) => hold.expert === expert && hold.claim !== null);
  const starts = new Set(holds.map(({ start }) => start));
  return gridOf(typeOf(index), minutes, world.firstDay).filter((start) => {
    const [first, ...more] = obstacles(world, { expert, type: index, start, minutes });
    return starts.has(start) && first === 'slot_held' && more.length === 0;
  });
}

/** The three free starts nearest to a time, earliest first; of two equally near the earlier one. */
export function nearest(world: World, place: Place): number[] {
  const distance = (start: number) => Math.abs(start - place.start);
  return [...freeStarts(world, place).keys()]
    .sort((a, b) => distance(a) - distance(b) || a - b)
    .slice(0, 3)
    .sort((a, b) => a - b);
}

/** Removes a hold's claim from the model. */
export function endHold(world: World, token: string): void {
  const hold = world.holds.get(token);
  if (!hold || hold.claim === null) return;
  dropClaim(world, hold.claim);
  hold.claim = null;
}

/** Removes a person from their session, and the session with its last one. */
export function leave(world: World, booking: BookedPlace, to: BookingStatus): void {
  booking.status = to;
  const session = world.claims.get(booking.claim);
  session?.people.delete(booking.uid);
  if (session?.people.size === 0) dropClaim(world, session.id);
}

/** Number of attendees of the current or former session of a booking. */
export function peopleOf(world: World, booking: BookedPlace): number {
  return world.claims.get(booking.claim)?.people.size ?? 0;
}

/** Records that a change is mailed to this many people. */
export function mail(world: World, kind: string, uid: string, rows: number): void {
  const key = `${kind}:${uid}`;
  world.mails.set(key, (world.mails.get(key) ?? 0) + rows);
}

export const endOf = (start: number, minutes: number): number => start + minutes * MINUTE_MS;
