import { judge } from './oracle';
import type { Request, Seen } from './requests';
import type { World } from './world';

export interface Answered {
  request: Request;
  seen: Seen;
}

export type Outcome = { world: World; problem: null } | { world: null; problem: string };

/**
 * Finds an order of concurrent requests that explains all their responses (linearizability of a batch), and returns
 * the world after it; otherwise the contradiction of the order that got furthest.
 * @param isPartial whether requests with unknown outcomes were in progress as well
 */
export function explainBatch(world: World, answered: readonly Answered[], isPartial = false): Outcome {
  const crowd = isPartial || answered.length > 1;
  let furthest = -1;
  let problem = 'nothing was asked';
  const tryOrder = (before: World, rest: readonly Answered[], depth: number): World | null => {
    if (rest.length === 0) return before;
    for (const next of rest) {
      const after = structuredClone(before);
      const sharesItsKey = answered.some(({ request }) => sharesKey(request, next.request));
      const wrong = judge(after, next.request, next.seen, { crowd, sharesItsKey });
      if (wrong !== null) {
        if (depth > furthest) problem = `${JSON.stringify(next.request)}\n  ${wrong}`;
        furthest = Math.max(furthest, depth);
        continue;
      }
      const found = tryOrder(
        after,
        rest.filter((one) => one !== next),
        depth + 1,
      );
      if (found) return found;
    }
    return null;
  };
  const found = tryOrder(world, answered, 0);
  if (found) return { world: found, problem: null };
  const all = answered
    .map(({ request, seen }) => `  ${JSON.stringify(request)}\n    -> ${toText(seen)}`)
    .join('\n');
  return { world: null, problem: crowd ? `${problem}\nNo order explains:\n${all}` : problem };
}

/** Whether two requests have one Idempotency-Key and different bodies. */
function sharesKey(one: Request, other: Request): boolean {
  if (one.do !== 'book' || other.do !== 'book' || one.key === null) return false;
  return one.key === other.key && JSON.stringify(one) !== JSON.stringify(other);
}

function toText({ status, body, lost }: Seen): string {
  const { code, uid, status: standing, token } = body as Partial<Record<string, string>>;
  return [lost ? 'lost, but done' : status, code ?? standing ?? '', uid ?? token ?? ''].join(' ').trim();
}
