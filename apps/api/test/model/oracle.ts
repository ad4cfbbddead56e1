import type { BookRequest, MoveRequest, RescheduleRequest, Request, Seen } from './requests';
import { LEGAL, TARGETS } from './requests';
import type { BookedPlace, Place, World } from './world';
import {
  addClaim,
  claimsInTheWay,
  endHold,
  endOf,
  freeStarts,
  heldStarts,
  leave,
  mail,
  nearest,
  obstacles,
  peopleOf,
  sessionAt,
  typeOf,
} from './world';
import type { Body } from './wire';
import { booked, differing, localText, spanOf } from './wire';

/** As set for the API processes of the model, seconds. */
export const HOLD_TTL = 300;
export const HOLD_MAX_AGE = 900;

/** The model's expectation: an error, or a success that `absorb` compares and adds to the model. */
type Verdict =
  | { status: number; code: string; place?: Place; lostToo?: readonly string[] }
  | { status: number; absorb: (body: Body) => string | null };

export interface Judging {
  /** Other requests were in progress at the same time. */
  readonly crowd: boolean;
  /** One of them had the same Idempotency-Key and another body. */
  readonly sharesItsKey: boolean;
}

/**
 * Whether a response is exactly what the model expects; if so, the model is updated.
 * @returns the difference, or null
 */
export function judge(world: World, request: Request, seen: Seen, judging: Judging): string | null {
  const { crowd, sharesItsKey } = judging;
  const key = request.do === 'book' ? request.key : null;
  const text = JSON.stringify(request);
  if (key !== null && !seen.lost) {
    if (crowd && seen.status === 409 && seen.body['code'] === 'idempotency_in_progress') return null;
    // Also of one that is then rejected temporarily, which frees the key for the next.
    if (sharesItsKey && seen.status === 422 && seen.body['code'] === 'idempotency_mismatch') return null;
    const first = world.answered.get(key);
    if (first && first.request !== text) return refused({ status: 422, code: 'idempotency_mismatch' }, seen);
    if (first) return differing([first.status, first.body], [seen.status, seen.body]);
  }
  const verdict = verdictOn(world, request, seen);
  const wrong = seen.lost ? compareLost(world, request, verdict, seen) : compare(world, verdict, seen, crowd);
  if (wrong === null && key !== null && !seen.lost && seen.body['retryAfter'] === undefined) {
    world.answered.set(key, { request: text, status: seen.status, body: seen.body });
  }
  return wrong;
}

function compare(world: World, verdict: Verdict, seen: Seen, crowd: boolean): string | null {
  if ('code' in verdict) {
    const allowed = crowd ? (verdict.lostToo ?? []) : [];
    if (seen.status === 409 && allowed.includes(String(seen.body['code']))) return null;
    const wrong = refused(verdict, seen);
    return wrong ?? (verdict.place && !crowd ? refusedTime(world, verdict.place, verdict.code, seen) : null);
  }
  if (seen.status !== verdict.status) return `expected ${verdict.status}, got ${short(seen)}`;
  return verdict.absorb(seen.body);
}

/** The effect exists; if the model rejects it, another request must have had the same effect before. */
function compareLost(world: World, request: Request, verdict: Verdict, { body }: Seen): string | null {
  if ('absorb' in verdict) {
    // It shows the current state, not the response, so there is nothing to compare.
    verdict.absorb(body);
    return null;
  }
  const isMove = request.do === 'cancel' || request.do === 'confirm' || request.do === 'decline';
  const there = isMove
    ? world.mails.has(`${TARGETS[request.do]}:${request.uid}`)
    : world.bookings.has(String(body['uid']));
  return there ? null : `expected ${verdict.status} ${verdict.code}, but it was done`;
}

function refused(verdict: { status: number; code: string }, seen: Seen): string | null {
  if (seen.status === verdict.status && (verdict.code === '' || seen.body['code'] === verdict.code))
    return null;
  return `expected ${verdict.status} ${verdict.code}, got ${short(seen)}`;
}

/** The error of a time has the nearest free ones; that of a held one has the remaining seconds. */
function refusedTime(world: World, place: Place, code: string, seen: Seen): string | null {
  const given = ((seen.body['alternatives'] ?? []) as string[]).map(Date.parse);
  const wrong = differing(
    code === 'limit_reached' || code.startsWith('slot_') ? nearest(world, place) : [],
    given,
  );
  if (wrong !== null) return `alternatives: ${wrong}`;
  if (code !== 'slot_held') return null;
  const holds = claimsInTheWay(world, place).flatMap(({ token }) => (token ? [world.holds.get(token)] : []));
  const longest = Math.max(...holds.map((hold) => hold?.expiresAt ?? 0));
  const seconds = Number(seen.body['retryAfter']);
  const most = Math.ceil((longest - seen.sentAt) / 1000);
  return seconds >= 1 && seconds <= most ? null : `retryAfter ${seconds}, but the hold ends in ${most} s`;
}

function verdictOn(world: World, request: Request, seen: Seen): Verdict {
  switch (request.do) {
    case 'hold':
      return hold(world, { ...request, minutes: minutesOf(request) }, seen);
    case 'renew':
      return renew(world, request.token, seen);
    case 'release':
      return done(204, () => endHold(world, request.token));
    case 'expire':
      return done(204, () => endHold(world, request.token));
    case 'list':
      return { status: 200, absorb: (body) => listed(world, request, body) };
    case 'book':
      return book(world, request);
    case 'reschedule':
      return reschedule(world, request);
    default:
      return move(world, request);
  }
}

const done = (status: number, effect: () => void): Verdict => ({
  status,
  absorb: () => {
    effect();
    return null;
  },
});

function minutesOf({ type, minutes }: { type: number; minutes: number | null }): number {
  return minutes ?? typeOf(type).durations[0] ?? 0;
}

const STATUS_OF: Readonly<Record<string, number>> = { limit_reached: 409, slot_taken: 409, slot_held: 409 };

function refusal(world: World, place: Place, own: readonly number[]): Verdict | null {
  const reasons = obstacles(world, place, own);
  const [code] = reasons;
  if (code === undefined) return null;
  // The loser of a conflict gets the winner's outcome, also where a rule would have rejected it as well.
  return { status: STATUS_OF[code] ?? 422, code, place, lostToo: reasons };
}

function hold(world: World, place: Place, { sentAt, receivedAt }: Seen): Verdict {
  const type = typeOf(place.type);
  if (!type.durations.includes(place.minutes)) return { status: 422, code: 'invalid_duration' };
  if (type.seats > 1) return { status: 422, code: 'validation_failed' };
  const no = refusal(world, place, []);
  if (no) return no;
  return {
    status: 201,
    absorb: (body) => {
      const token = String(body['token']);
      const expiresAt = Date.parse(String(body['expiresAt']));
      const { start, minutes } = place;
      const { id } = addClaim(world, { ...place, token });
      world.holds.set(token, { ...place, token, createdAt: receivedAt, expiresAt, claim: id });
      if (expiresAt < sentAt + HOLD_TTL * 1000 || expiresAt > receivedAt + HOLD_TTL * 1000) {
        return `held until ${body['expiresAt']}`;
      }
      return differing({ start, end: endOf(start, minutes) }, spanOf(body));
    },
  };
}

function renew(world: World, token: string, { sentAt, receivedAt }: Seen): Verdict {
  const held = world.holds.get(token);
  if (!held || held.claim === null) return { status: 409, code: 'hold_expired' };
  return {
    status: 200,
    absorb: (body) => {
      held.expiresAt = Date.parse(String(body['expiresAt']));
      const until = (now: number) => Math.min(now + HOLD_TTL * 1000, held.createdAt + HOLD_MAX_AGE * 1000);
      if (held.expiresAt < until(sentAt) - 1000 || held.expiresAt > until(receivedAt)) {
        return `renewed until ${body['expiresAt']}`;
      }
      return differing({ start: held.start, end: endOf(held.start, held.minutes) }, spanOf(body));
    },
  };
}

function listed(
  world: World,
  question: { expert: number; type: number; minutes: number },
  body: Body,
): string | null {
  const days = Object.values(
    (body['slots'] ?? {}) as Record<string, { start: string; seatsLeft?: number }[]>,
  );
  const free = days.flat().map(({ start, seatsLeft }) => [start.slice(0, 16), seatsLeft ?? null]);
  const held = Object.values((body['held'] ?? {}) as Record<string, string[]>)
    .flat()
    .map((start) => start.slice(0, 16));
  const expected = {
    free: [...freeStarts(world, question)].map(([start, left]) => [localText(start), left]),
    held: heldStarts(world, question).map(localText),
  };
  return differing(expected, { free, held });
}

/** The hold of a booking; undefined when it does not exist (any more). */
function ownHold(world: World, token: string | null, expert: number) {
  if (token === null) return null;
  const held = world.holds.get(token);
  return held && held.claim !== null && held.expert === expert ? held : undefined;
}

function book(world: World, request: BookRequest): Verdict {
  const place: Place = { ...request, minutes: minutesOf(request) };
  const type = typeOf(place.type);
  if (!type.durations.includes(place.minutes)) return { status: 422, code: 'invalid_duration' };
  const held = ownHold(world, request.holdToken, request.expert);
  // The booking that used it also blocks the time.
  if (held === undefined) return { status: 409, code: 'hold_expired', lostToo: obstacles(world, place) };
  const own = held?.claim ? [held.claim] : [];
  const no = refusal(world, place, own);
  if (no) return no;
  return {
    status: 201,
    absorb: (body) => {
      if (held) endHold(world, held.token);
      const booking = settle(world, place, body, {
        status: type.asks ? 'pending' : 'confirmed',
        email: request.email,
        tokens: typeof body['manageToken'] === 'string' ? [body['manageToken']] : [],
        rescheduledFrom: null,
      });
      mail(world, type.asks ? 'requested' : 'booked', booking.uid, 2);
      return booked(world, booking, body);
    },
  };
}

function reschedule(world: World, request: RescheduleRequest): Verdict {
  const old = world.bookings.get(request.uid);
  if (!old || !mayOpen(request)) return { status: 404, code: 'not_found' };
  const place: Place = { expert: old.expert, type: old.type, start: request.start, minutes: old.minutes };
  if (old.status !== 'pending' && old.status !== 'confirmed') {
    return { status: 409, code: 'illegal_transition', lostToo: obstacles(world, place) };
  }
  const type = typeOf(old.type);
  const held = ownHold(world, request.holdToken, old.expert);
  if (held === undefined) return { status: 409, code: 'hold_expired', lostToo: obstacles(world, place) };
  if (request.start === old.start) return { status: 409, code: 'same_time' };
  // An attendee who leaves others in the session does not free its time.
  const own = [...(held?.claim ? [held.claim] : []), ...(peopleOf(world, old) > 1 ? [] : [old.claim])];
  const no = refusal(world, place, own);
  if (no) return no;
  return {
    status: 201,
    absorb: (body) => {
      if (held) endHold(world, held.token);
      leave(world, old, 'rescheduled');
      old.cancelReason = request.reason;
      const fresh = typeof body['manageToken'] === 'string' ? [body['manageToken']] : [];
      const booking = settle(world, place, body, {
        status: type.asks && request.as === 'client' ? 'pending' : 'confirmed',
        email: old.email,
        tokens: [...old.tokens, ...fresh],
        rescheduledFrom: old.uid,
      });
      old.rescheduledTo = booking.uid;
      mail(world, 'rescheduled', booking.uid, 2);
      return booked(world, booking, body);
    },
  };
}

/** Adds a booking with its uid from the API to the calendar. */
function settle(
  world: World,
  place: Place,
  body: Body,
  facts: Pick<BookedPlace, 'status' | 'email' | 'tokens' | 'rescheduledFrom'>,
): BookedPlace {
  const { expert, type, start, minutes } = place;
  const session = sessionAt(world, place) ?? addClaim(world, { expert, type, start, minutes, token: null });
  const uid = String(body['uid']);
  session.people.add(uid);
  const booking: BookedPlace = {
    ...facts,
    uid,
    expert,
    type,
    start,
    minutes,
    claim: session.id,
    rescheduledTo: null,
    cancelReason: null,
    cancelledBy: null,
  };
  world.bookings.set(uid, booking);
  return booking;
}

function move(world: World, request: MoveRequest): Verdict {
  const forExperts = request.do !== 'view' && request.do !== 'cancel';
  if (forExperts && (request.as === 'client' || request.as === 'stranger')) {
    return { status: 401, code: 'unauthenticated' };
  }
  const booking = world.bookings.get(request.uid);
  if (!booking || !mayOpen(request)) return { status: 404, code: 'not_found' };
  const seenAs = (body: Body) => booked(world, booking, body);
  if (request.do === 'view') return { status: 200, absorb: seenAs };
  const to = TARGETS[request.do];
  if (to === 'cancelled' && booking.status === to) return { status: 200, absorb: seenAs };
  if (!LEGAL[request.do]?.includes(booking.status)) return { status: 409, code: 'illegal_transition' };
  return {
    status: 200,
    absorb: (body) => {
      if (to === 'confirmed') booking.status = to;
      else {
        leave(world, booking, to);
        booking.cancelReason = request.reason;
        booking.cancelledBy = request.as === 'client' ? 'client' : 'expert';
      }
      const quiet = to === 'declined' && booking.rescheduledFrom === null;
      mail(world, to, booking.uid, quiet ? 1 : 2);
      return seenAs(body);
    },
  };
}

function mayOpen({ as }: { as: string }): boolean {
  return as === 'client' || as === 'expert';
}

function short({ status, body }: Seen): string {
  return `${status} ${JSON.stringify(body).slice(0, 300)}`;
}
