import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, mongo, Types } from 'mongoose';
import { monthOf, unpackMinutes } from './busy-blocks';
import type { ExternalBlocks } from './calendar-times';
import type { ClaimsRange } from './claims-range';
import { ExternalBusy } from './external-busy.schema';

/** Reads the busy time of connected calendars. */
@Injectable()
export class ExternalBusyReader {
  constructor(@InjectModel(ExternalBusy.name) private readonly months: Model<ExternalBusy>) {}

  /** All busy time of the calendars, with majority read concern. */
  all(calendarIds: readonly Types.ObjectId[]): Promise<ExternalBlocks[]> {
    return this.read({ calendarId: { $in: calendarIds } }, MAJORITY);
  }

  /** Busy time of the calendars in the months of the range, as the transaction of `session` sees it. */
  within(
    calendarIds: readonly Types.ObjectId[],
    { from, to }: ClaimsRange,
    session: ClientSession,
  ): Promise<ExternalBlocks[]> {
    const month = { $gte: monthOf(from), $lte: monthOf(to) };
    return this.read({ calendarId: { $in: calendarIds }, month }, { session });
  }

  private async read(filter: object, options: mongo.FindOptions): Promise<ExternalBlocks[]> {
    const months = await this.months.collection
      .find<Pick<ExternalBusy, 'calendarId'> & { blocks: mongo.Binary }>(filter, {
        projection: { _id: 0, calendarId: 1, blocks: 1 },
        hint: 'external_busy_month',
        ...options,
      })
      .toArray();
    return months.map(({ calendarId, blocks }) => ({ calendarId, minutes: unpackMinutes(blocks.buffer) }));
  }
}

const MAJORITY: mongo.FindOptions = { readPreference: 'primary', readConcern: { level: 'majority' } };
