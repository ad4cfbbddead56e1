import type { Answered } from './linear';
import type { Scene } from './play';
import type { Request } from './requests';
import { sha256 } from './stage';
import type { World } from './world';

interface Stored {
  start: Date;
  attendees: { uid: string; email: string; rescheduledFrom: string | null }[];
  history: { uid: string; status: string }[];
}

const LEFT_BEHIND = { cancel: 'cancelled', confirm: 'confirmed', decline: 'declined' } as const;

/**
 * Finds out which requests had an effect although their responses died with a process. Looks only once nothing of the
 * dead process can still commit: a write to each calendar waits for its open transactions.
 * @param before the world without them
 * @param through a live process
 */
export async function findLost(
  before: World,
  { stage, experts }: Scene,
  requests: readonly Request[],
  through: number,
): Promise<Answered[]> {
  if (requests.length === 0) return [];
  for (const expert of experts) await stage.touchCalendar(expert, through);
  // The dead process's keys are "in progress" for half a minute; this makes them older.
  const longAgo = new Date(Date.now() - 60_000);
  await stage.connection
    .collection('idempotency_keys')
    .updateMany({ state: 'running' }, { $set: { startedAt: longAgo } });

  const bookings = stage.connection.collection<Stored>('bookings');
  const found: Answered[] = [];
  for (const request of requests) {
    if (request.do === 'release') {
      const stored = await bookings.findOne({ 'hold.tokenHash': sha256(request.token) });
      const now = Date.now();
      if (!stored)
        found.push({ request, seen: { status: 204, body: {}, sentAt: now, receivedAt: now, lost: true } });
      continue;
    }
    const uid = await uidLeftBy(request);
    if (uid === null) continue;
    const expert = 'expert' in request ? request.expert : 0;
    const view = { do: 'view' as const, uid, as: 'expert' as const, token: '', expert, reason: null };
    const seen = await stage.send(experts, view, through);
    if (seen?.status !== 200) throw new Error(`Lost and not found: ${JSON.stringify(request)}`);
    found.push({ request, seen: { ...seen, lost: true } });
  }
  return found;

  async function uidLeftBy(request: Request): Promise<string | null> {
    switch (request.do) {
      case 'book': {
        // The repetition of an old request has no effect.
        if ([...before.bookings.values()].some(({ email }) => email === request.email)) return null;
        const filter = { 'attendees.email': request.email, start: new Date(request.start) };
        const stored = await bookings.find(filter).toArray();
        const own = stored
          .flatMap(({ attendees }) => attendees)
          .filter(({ email }) => email === request.email);
        return own.find(({ rescheduledFrom }) => rescheduledFrom === null)?.uid ?? null;
      }
      case 'reschedule': {
        if (before.bookings.get(request.uid)?.status === 'rescheduled') return null;
        const stored = await bookings.findOne({ 'attendees.rescheduledFrom': request.uid });
        return stored?.attendees.find(({ rescheduledFrom }) => rescheduledFrom === request.uid)?.uid ?? null;
      }
      case 'cancel':
      case 'confirm':
      case 'decline': {
        const stored = await bookings.findOne({ 'attendees.uid': request.uid });
        const status = LEFT_BEHIND[request.do];
        // What had happened to it before was not the effect of this request.
        const already = before.bookings.get(request.uid)?.status;
        if (already === status || (request.do === 'confirm' && already !== 'pending')) return null;
        return stored?.history.some((entry) => entry.uid === request.uid && entry.status === status)
          ? request.uid
          : null;
      }
      default:
        return null;
    }
  }
}
