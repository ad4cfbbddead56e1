import type { Environment } from '../config/environment';
import type { SessionRecord } from './session.schema';

export const DAY_MS = 86_400_000;

type Limits = Pick<Environment, 'sessionMaxAge' | 'refreshTokenTtl'>;

/** A session's absolute end: `SESSION_MAX_AGE_DAYS` after it was opened. */
export function endOf({ createdAt }: Pick<SessionRecord, 'createdAt'>, { sessionMaxAge }: Limits): Date {
  return new Date(createdAt.getTime() + sessionMaxAge * DAY_MS);
}

/** When a session that is used at `now` ends if it is not used again: never after its absolute end. */
export function expiryOf(session: Pick<SessionRecord, 'createdAt'>, limits: Limits, now: Date): Date {
  const idle = now.getTime() + limits.refreshTokenTtl * DAY_MS;
  return new Date(Math.min(idle, endOf(session, limits).getTime()));
}

/** When the password was last entered in this session. */
export function startOf(session: Pick<SessionRecord, 'createdAt' | 'authenticatedAt'>): Date {
  return session.authenticatedAt ?? session.createdAt;
}
