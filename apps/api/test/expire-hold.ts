import type { Connection } from 'mongoose';

/**
 * Expires an expert's hold: moves its end into the past, and raises the calendar's revision, as every change does, so
 * that caching processes read the calendar again. (They learn of it from the change stream: wait for the effect.)
 */
export async function expireHold(database: Connection, handle: string, start: Date): Promise<void> {
  const expert = await database.collection('experts').findOne({ handle });
  if (!expert) throw new Error(`There is no expert ${handle}.`);
  const hold = await database
    .collection('bookings')
    .findOneAndUpdate(
      { expertId: expert._id, status: 'held', start },
      { $set: { expiresAt: new Date(Date.now() - 1) } },
    );
  if (!hold) throw new Error('There is no hold to expire.');
  await database
    .collection<{ revision: number; lastChange: unknown }>('calendars')
    .updateOne({ _id: expert._id }, { $inc: { revision: 1 }, $set: { lastChange: null } });
}
