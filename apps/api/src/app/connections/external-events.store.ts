import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, mongo, Types } from 'mongoose';
import { trusted } from 'mongoose';
import type { Block } from '../calendars/busy-blocks';
import { packBlocks, startOfMonth, unpackBlocks } from '../calendars/busy-blocks';
import { ExternalBusy } from '../calendars/external-busy.schema';
import { ExternalEventRecord } from './external-event.schema';
import type { EventTimes } from './read-plan';

const BATCH = 1000;

/** Events of connected calendars, and the blocks by month that are derived from them. */
@Injectable()
export class ExternalEventsStore {
  constructor(
    @InjectModel(ExternalEventRecord.name) private readonly events: Model<ExternalEventRecord>,
    @InjectModel(ExternalBusy.name) private readonly busy: Model<ExternalBusy>,
  ) {}

  /** All events of a calendar, or those of some resources. */
  async stored(calendarId: Types.ObjectId, resources?: readonly string[]): Promise<ExternalEventRecord[]> {
    const chosen = resources && { resource: trusted({ $in: [...resources] }) };
    return this.events.find({ calendarId, ...chosen }).lean();
  }

  /** Events that overlap the given months, by what decides about blocks. */
  async inMonths(calendarId: Types.ObjectId, months: readonly number[]): Promise<ExternalEventRecord[]> {
    if (months.length === 0) return [];
    const from = new Date(startOfMonth(Math.min(...months)));
    const to = new Date(startOfMonth(Math.max(...months) + 1));
    return this.events.find({ calendarId, start: trusted({ $lt: to }), end: trusted({ $gt: from }) }).lean();
  }

  /**
   * Makes the stored events what was read. New ones are written before old ones go: after an interruption the next read finds and
   * mends what is too much.
   */
  async write(inserted: readonly EventTimes[], removed: readonly ExternalEventRecord[]): Promise<void> {
    for (let i = 0; i < inserted.length; i += BATCH) {
      await this.events.collection.insertMany(
        inserted.slice(i, i + BATCH).map((event) => ({ ...event })) as never,
        { ordered: false },
      );
    }
    const ids = removed.map(({ _id }) => _id);
    for (let i = 0; i < ids.length; i += BATCH) {
      await this.events.deleteMany({ _id: trusted({ $in: ids.slice(i, i + BATCH) }) });
    }
  }

  /** The blocks of a calendar by month; only of some months where they are named. */
  async months(calendarId: Types.ObjectId, months?: readonly number[]): Promise<Map<number, Block[]>> {
    const chosen = months && { month: { $in: [...months] } };
    const found = await this.busy.collection
      .find<{ month: number; blocks: mongo.Binary }>(
        { calendarId, ...chosen },
        { projection: { _id: 0, month: 1, blocks: 1 } },
      )
      .toArray();
    return new Map(found.map(({ month, blocks }) => [month, unpackBlocks(blocks.buffer)]));
  }

  /** Replaces the blocks of the months that differ. */
  async writeMonths(
    calendarId: Types.ObjectId,
    before: ReadonlyMap<number, readonly Block[]>,
    after: ReadonlyMap<number, readonly Block[]>,
    session: ClientSession,
  ): Promise<void> {
    const writes: mongo.AnyBulkWriteOperation[] = [];
    for (const [month, blocks] of after) {
      const bytes = packBlocks(blocks);
      const old = before.get(month);
      if (old && packBlocks(old).equals(bytes)) continue;
      const filter = { calendarId, month };
      writes.push({ updateOne: { filter, update: { $set: { blocks: bytes } }, upsert: true } });
    }
    const gone = [...before.keys()].filter((month) => !after.has(month));
    if (gone.length > 0) writes.push({ deleteMany: { filter: { calendarId, month: { $in: gone } } } });
    if (writes.length > 0) await this.busy.collection.bulkWrite(writes as never, { session });
  }

  /** Removes the blocks of calendars, within the transaction that disconnects them. */
  async removeMonths(calendarIds: readonly Types.ObjectId[], session: ClientSession): Promise<void> {
    await this.busy.collection.deleteMany({ calendarId: { $in: calendarIds } }, { session });
  }

  /** Removes the events of calendars that are disconnected. */
  async removeEvents(calendarIds: readonly Types.ObjectId[]): Promise<void> {
    await this.events.collection.deleteMany({ calendarId: { $in: calendarIds } });
  }
}
