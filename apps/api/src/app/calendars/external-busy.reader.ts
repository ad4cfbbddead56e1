import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, mongo, Types } from 'mongoose';
import type { BusyClaim } from './booking.schema';
import { monthOf, toRange, unpackBlocks } from './busy-blocks';
import type { ClaimsRange } from './claims.reader';
import { ExternalBusy } from './external-busy.schema';

const MINUTE_MS = 60_000;

/** Reads the busy time of connected calendars. */
@Injectable()
export class ExternalBusyReader {
  constructor(@InjectModel(ExternalBusy.name) private readonly months: Model<ExternalBusy>) {}

  /**
   * Busy time of the calendars that overlaps the range, in the form of claims with the status `external`; `eventTypeId` is the calendar.
   * @param session reads as its transaction sees it; otherwise with majority read concern
   */
  async between(
    calendarIds: readonly Types.ObjectId[],
    { from, to }: ClaimsRange,
    session: ClientSession | null = null,
  ): Promise<BusyClaim[]> {
    const months = await this.months.collection
      .find<Pick<ExternalBusy, 'calendarId'> & { blocks: mongo.Binary }>(
        { calendarId: { $in: calendarIds }, month: { $gte: monthOf(from), $lte: monthOf(to) } },
        {
          projection: { _id: 0, calendarId: 1, blocks: 1 },
          hint: 'external_busy_month',
          ...(session ? { session } : { readPreference: 'primary', readConcern: { level: 'majority' } }),
        },
      )
      .toArray();
    return months.flatMap(({ calendarId, blocks }) =>
      unpackBlocks(blocks.buffer)
        .map(toRange)
        .filter((block) => block.from < to && block.to > from)
        .map((block) => toClaim(calendarId, block)),
    );
  }
}

function toClaim(calendarId: Types.ObjectId, { from, to }: ClaimsRange): BusyClaim {
  const [padStart, padEnd] = [new Date(from), new Date(to)];
  return {
    status: 'external',
    eventTypeId: calendarId,
    padStart,
    padEnd,
    start: padStart,
    duration: (to - from) / MINUTE_MS,
    expiresAt: null,
    seats: 1,
    seatsTaken: 1,
  };
}
