import * as fc from 'fast-check';
import type { Requester, MoveName, Request } from './requests';
import { BUCKET_MS, MINUTE_MS, TYPES, gridOf } from './rules';
import type { BookingStatus } from '@expertbook/contracts';
import type { World } from './world';
import { typeOf } from './world';

const LIVE: readonly BookingStatus[] = ['pending', 'confirmed'];

/** A position in time: the number of a grid start, rarely off the grid. */
interface Spot {
  type: number;
  duration: number;
  start: number;
  offset: number;
}

/** One action, in numbers that get their meaning when it runs (`pick` among what exists then). */
export type Action =
  | { do: 'hold'; expert: number; spot: Spot }
  | { do: 'renew' | 'release' | 'expire'; pick: number }
  | { do: 'book'; expert: number; spot: Spot; hold: number | null; keyed: boolean; copies: number }
  | { do: 'throughHold'; pick: number; offset: number }
  | { do: 'repeat'; pick: number; altered: boolean }
  | { do: 'reschedule'; pick: number; as: Requester; start: number; offset: number; hold: number | null }
  | { do: MoveName; pick: number; as: Requester }
  | { do: 'list'; expert: number; type: number; duration: number };

const pick = fc.nat({ max: 1000 });
const often = <T>(usual: T, ...seldom: T[]) =>
  fc.oneof({ weight: 24, arbitrary: fc.constant(usual) }, ...seldom.map((value) => fc.constant(value)));
const spot: fc.Arbitrary<Spot> = fc.record({
  type: fc.nat({ max: TYPES.length - 1 }),
  duration: often(0, 1, 1, 1, 1, 1, 1, 45),
  start: fc.nat({ max: 40 }),
  // Minutes off the grid start: another bucket, the same bucket, another hour, another week.
  offset: often(0, 5, 7, -360, 10_080),
});
const requester = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Requester>('client') },
  { weight: 5, arbitrary: fc.constant<Requester>('expert') },
  { weight: 1, arbitrary: fc.constantFrom<Requester>('foreign', 'stranger') },
);
const expert = fc.nat({ max: 1 });

/** Every kind of action, with its frequency. */
export const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('hold' as const), expert, spot }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('renew', 'release', 'expire'), pick }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('book' as const),
      expert,
      spot,
      hold: fc.option(pick, { freq: 1 }),
      keyed: fc.boolean(),
      copies: often(1, 2, 2, 2),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('throughHold' as const), pick, offset: often(0, 30) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('repeat' as const), pick, altered: often(false, true) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('reschedule' as const),
      pick,
      as: requester,
      start: fc.nat({ max: 40 }),
      offset: often(0, 7, 5),
      hold: fc.option(pick, { freq: 1 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('cancel' as const), pick, as: requester }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('view', 'no-show'), pick, as: requester }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('confirm', 'confirm', 'decline'),
      pick,
      as: often<Requester>('expert', 'client', 'foreign', 'stranger'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('list' as const),
      expert,
      type: fc.nat({ max: TYPES.length - 1 }),
      duration: fc.nat({ max: 1 }),
    }),
  },
) as fc.Arbitrary<Action>;

/** Several concurrent actions, many of them about one time or one booking, so that they conflict. */
export const crowd: fc.Arbitrary<Action[]> = fc
  .record({
    actions: fc.array(action, { minLength: 2, maxLength: 4 }),
    expert,
    spot: fc.option(spot, { freq: 2 }),
    pick: fc.option(pick, { freq: 2 }),
  })
  .map(({ actions, expert, spot, pick }) =>
    actions.map((one) => ({
      ...one,
      ...(spot !== null && 'spot' in one && { expert, spot }),
      ...(pick !== null && 'pick' in one && { pick }),
    })),
  );

/** Generates values that must be unique in a run: emails and keys. */
export interface Names {
  readonly run: string;
  next: number;
  /** Requests that were sent with an Idempotency-Key, oldest first. */
  readonly keyed: Extract<Request, { do: 'book' }>[];
}

/** Turns an action into a request in the current world; none when it needs something that does not exist. */
export function resolve(action: Action, world: World, names: Names): Request[] {
  switch (action.do) {
    case 'hold': {
      const { expert } = action;
      return [{ do: 'hold', expert, ...placeOf(action.spot, world) }];
    }
    case 'renew':
    case 'release':
    case 'expire':
      return holdAt(world, action.pick).map(({ token }) => ({ do: action.do, token }));
    case 'book': {
      const holdToken = action.hold === null ? null : (holdAt(world, action.hold)[0]?.token ?? null);
      const once = () =>
        bookRequest(action.expert, placeOf(action.spot, world), holdToken, action.keyed, names);
      const first = once();
      // With a key the same request again, without one another client for the same time.
      return [first, ...Array.from({ length: action.copies - 1 }, () => (action.keyed ? first : once()))];
    }
    case 'throughHold':
      return holdAt(world, action.pick).map(({ token, expert, start, minutes }) => {
        const type = typeAt(world, token);
        const place = { type, minutes, start: start + action.offset * MINUTE_MS };
        return bookRequest(expert, place, token, false, names);
      });
    case 'repeat': {
      const again = names.keyed.at(action.pick % Math.max(1, names.keyed.length));
      if (!again) return [];
      return [action.altered ? { ...again, start: again.start + BUCKET_MS } : again];
    }
    case 'list': {
      const { durations } = typeOf(action.type);
      const minutes = durations[action.duration % durations.length] ?? 0;
      return [{ do: 'list', expert: action.expert, type: action.type, minutes }];
    }
    case 'reschedule':
      return bookingAt(world, action.pick, action.as, LIVE).map(
        ({ uid, as, token, expert, type, minutes }) => {
          const grid = gridOf(typeOf(type), minutes, world.firstDay);
          const start = (grid[action.start % grid.length] ?? 0) + action.offset * MINUTE_MS;
          const holdToken = action.hold === null ? null : (holdAt(world, action.hold)[0]?.token ?? null);
          const reason = action.pick % 2 ? `moved ${action.pick}` : null;
          return { do: 'reschedule', uid, as, token, expert, start, holdToken, reason };
        },
      );
    default:
      return bookingAt(
        world,
        action.pick,
        action.as,
        action.do === 'confirm' || action.do === 'decline' ? ['pending'] : LIVE,
      ).map(({ uid, as, token, expert }) => {
        const hasReason = action.do === 'cancel' || action.do === 'decline';
        return {
          do: action.do,
          uid,
          as,
          token,
          expert,
          reason: hasReason && action.pick % 2 ? `no ${action.pick}` : null,
        };
      });
  }
}

function bookRequest(
  expert: number,
  place: { type: number; minutes: number | null; start: number },
  holdToken: string | null,
  keyed: boolean,
  names: Names,
): Extract<Request, { do: 'book' }> {
  const number = ++names.next;
  const email = `client-${names.run}-${number}@example.com`;
  const key = keyed ? `key-${names.run}-${number}` : null;
  const request = { do: 'book' as const, expert, ...place, holdToken, email, key };
  if (keyed) names.keyed.push(request);
  return request;
}

function placeOf(spot: Spot, world: World): { type: number; minutes: number | null; start: number } {
  const type = typeOf(spot.type);
  const minutes = spot.duration === 45 ? 45 : (type.durations[spot.duration % type.durations.length] ?? 0);
  const grid = gridOf(type, minutes === 45 ? (type.durations[0] ?? 0) : minutes, world.firstDay);
  const start = (grid[spot.start % grid.length] ?? 0) + spot.offset * MINUTE_MS;
  return { type: spot.type, minutes: spot.duration === 0 ? null : minutes, start };
}

/** One of the latest holds, mostly one that still exists. */
function holdAt(world: World, pick: number) {
  const holds = [...world.holds.values()];
  const live = holds.filter(({ claim }) => claim !== null);
  return oneOf(live.length > 0 && pick % 5 !== 0 ? live : holds.slice(-6), pick);
}

const oneOf = <T>(list: readonly T[], pick: number): T[] => {
  const one = list.at(-1 - (pick % Math.max(1, list.length)));
  return one === undefined ? [] : [one];
};

function typeAt(world: World, token: string): number {
  for (const claim of world.claims.values()) if (claim.token === token) return claim.type;
  return 0;
}

/** A booking, mostly one that can still be changed this way, requested with valid credentials. */
function bookingAt(world: World, pick: number, as: Requester, wanted: readonly BookingStatus[]) {
  const bookings = [...world.bookings.values()];
  const movable = bookings.filter(({ status }) => wanted.includes(status));
  return oneOf(movable.length > 0 && pick % 6 !== 0 ? movable : bookings.slice(-40), pick).map((booking) => {
    const token = booking.tokens.at(pick % Math.max(1, booking.tokens.length));
    const asked: Requester = as === 'client' && token === undefined ? 'expert' : as;
    return { ...booking, as: asked, token: as === 'stranger' ? `${'x'.repeat(31)}${pick}` : (token ?? '') };
  });
}
