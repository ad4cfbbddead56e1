import type { Connection } from 'mongoose';

/**
 * Lets the time of an expert's hold pass: moves its end into the past by hand, and the calendar's revision on, as every change does, so that
 * processes which remember the calendar read it again. (They hear of it from the change stream: wait for what should follow.)
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
