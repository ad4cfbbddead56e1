import type { Connection } from 'mongoose';
import { trusted, Types } from 'mongoose';
import type { StagedExpert } from './stage';
import type { World } from './world';
import { typeOf } from './world';

interface Stored {
  slug: string;
  start: Date;
  duration: number;
  status: string;
  seatsTaken: number;
  attendees: { uid: string; status: string }[];
}

/** The raw database's data of a run's experts, in the order and format of {@link remainsOf}. */
export interface Remains {
  /** `expert type start minutes attendees` of every claim; holds without attendees. */
  claims: string[];
  /** `uid status` of every attendee who ever booked. */
  bookings: string[];
  /** `kind:uid rows`. */
  mails: string[];
}

/** Exactly what must be left according to the model. */
export function remainsOf(world: World): Remains {
  const claims = [...world.claims.values()].map(({ expert, type, start, minutes, token, people }) =>
    [expert, typeOf(type).slug, start, minutes, token === null ? people.size : 'held'].join(' '),
  );
  return {
    claims: claims.sort(),
    bookings: [...world.bookings.values()].map(({ uid, status }) => `${uid} ${status}`).sort(),
    mails: [...world.mails].map(([key, rows]) => `${key} ${rows}`).sort(),
  };
}

/** What is really left. Expired holds are ignored, whether or not they have been removed. */
export async function findRemains(
  connection: Connection,
  experts: readonly StagedExpert[],
): Promise<Remains> {
  const claims: string[] = [];
  const bookings: string[] = [];
  for (const [index, { me }] of experts.entries()) {
    const expertId = new Types.ObjectId(me.expert?.id);
    const all = connection.collection<Stored & { live: boolean }>('bookings');
    const gone = { status: 'held', expiresAt: trusted({ $lte: new Date() }) };
    for (const booking of await all.find({ expertId, $nor: [gone] }).toArray()) {
      const { slug, start, duration, status, seatsTaken, attendees, live } = booking;
      const people = status === 'held' ? 'held' : seatsTaken;
      if (live) claims.push([index, slug, start.getTime(), duration, people].join(' '));
      bookings.push(...attendees.map((one) => `${one.uid} ${one.status}`));
    }
  }
  const uids = new Set(bookings.map((line) => line.split(' ')[0]));
  const mails = new Map<string, number>();
  for (const { key } of await connection.collection('outbox').find({ topic: 'mail.booking' }).toArray()) {
    const [, kind, uid] = String(key).split(':');
    if (!uids.has(uid)) continue;
    mails.set(`${kind}:${uid}`, (mails.get(`${kind}:${uid}`) ?? 0) + 1);
  }
  return {
    claims: claims.sort(),
    bookings: bookings.sort(),
    mails: [...mails].map(([key, rows]) => `${key} ${rows}`).sort(),
  };
}
