import type { Connection } from 'mongoose';
import { Types } from 'mongoose';
import type { PublishedExpert } from '../published-expert';

const DAY_MS = 86_400_000;

export const iso = (instant: number): string => new Date(instant).toISOString();

/** Midnight (UTC, epoch milliseconds) of a Monday at least three days ahead; 1970-01-01 was a Thursday. */
export function monday(): number {
  const soonest = Math.floor(Date.now() / DAY_MS) + 3;
  return (soonest + ((11 - (soonest % 7)) % 7)) * DAY_MS;
}

/** An expert's claims in the raw database: `status HH:mm` (UTC) of the live ones by start, and the number of others. */
export async function claimsOf(
  connection: Connection,
  { me }: PublishedExpert,
): Promise<{ live: string[]; dead: number }> {
  const expertId = new Types.ObjectId(me.expert?.id);
  const all = await connection.collection('bookings').find({ expertId }).sort({ start: 1 }).toArray();
  const live = all.filter((one) => one['live'] === true);
  const text = (one: Record<string, unknown>) =>
    `${String(one['status'])} ${(one['start'] as Date).toISOString().slice(11, 16)}`;
  return { live: live.map(text), dead: all.length - live.length };
}

/** The mails about a booking in the raw outbox, `kind recipient`, sorted. */
export async function mailsOf(connection: Connection, uid: string): Promise<string[]> {
  const rows = await connection.collection('outbox').find({ topic: 'mail.booking' }).toArray();
  const keys = rows.map(({ key }) => String(key).split(':')).filter((parts) => parts[2] === uid);
  return keys.map(([, kind, , , recipient]) => `${kind} ${recipient}`).sort();
}
