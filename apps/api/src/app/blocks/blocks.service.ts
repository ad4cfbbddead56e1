import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Block } from '@expertbook/contracts';
import { GRID_MINUTES, MAX_BLOCK_HOURS } from '@expertbook/contracts';
import { formatInstant } from '@expertbook/scheduling';
import type { Model, Types } from 'mongoose';
import type { SignedInExpert } from '../auth/current';
import { BookingRecord } from '../calendars/booking.schema';
import type { CalendarChange } from '../calendars/calendar.schema';
import { CalendarTransactions } from '../calendars/calendar-transactions';
import { newBlock } from '../claims/claim';
import { blocked, released } from '../claims/claim-changes';
import { ExpiredHolds } from '../claims/expired-holds';
import { isDuplicateKey } from '../database/database-errors';
import { DomainError, fieldError } from '../http/domain-error';
import type { CalendarQueryDto, CreateBlockDto } from './block.dto';
import { overlapFilter } from './overlap-filter';

const MINUTE_MS = 60_000;
const GRID_MS = GRID_MINUTES * MINUTE_MS;
const MAX_MS = MAX_BLOCK_HOURS * 60 * MINUTE_MS;

/** Time that experts keep free. A block is a live claim like a booking, so the same index protects it. */
@Injectable()
export class BlocksService {
  constructor(
    @InjectModel(BookingRecord.name) private readonly claims: Model<BookingRecord>,
    private readonly calendars: CalendarTransactions,
    private readonly expiredHolds: ExpiredHolds,
  ) {}

  /**
   * Claims a time.
   * @throws DomainError `validation_failed`, `in_the_past`; `slot_taken` when a booking, a hold or another block is there
   */
  async create({ expertId, timeZone }: SignedInExpert, request: CreateBlockDto): Promise<Block> {
    const [start, end] = [Date.parse(request.start), Date.parse(request.end)];
    assertValidTimes(start, end);
    const block = newBlock(expertId, start, end, request.title ?? '');
    const change = async (): Promise<CalendarChange> =>
      blocked(block, await this.expiredHolds.within(expertId, block));
    try {
      await this.calendars.run(expertId, change, async ({ session }) => {
        await this.expiredHolds.removeWithin(expertId, block, session);
        await this.claims.collection.insertOne(block, { session });
      });
    } catch (error) {
      if (!isDuplicateKey(error, 'buckets')) throw error;
      throw new DomainError('slot_taken', {
        detail: 'There’s already a booking, a hold or a block at this time.',
      });
    }
    return toBlock(block, timeZone);
  }

  /** Blocks that overlap the range, by start. @throws DomainError `invalid_range` */
  async list({ expertId, timeZone }: SignedInExpert, query: CalendarQueryDto): Promise<Block[]> {
    const blocks = await this.claims
      .find({ expertId, status: 'blocked', ...overlapFilter(query) })
      .sort({ start: 1, _id: 1 })
      .lean();
    return blocks.map((block) => toBlock(block, timeZone));
  }

  /** Frees the time, and notifies open pages. @throws DomainError `not_found` */
  async remove({ expertId }: SignedInExpert, _id: Types.ObjectId): Promise<void> {
    const mine = { _id, expertId, status: 'blocked' as const };
    const block = await this.claims.findOne(mine, { padStart: 1, padEnd: 1 }).lean();
    if (!block) throw new DomainError('not_found');
    await this.calendars.run(expertId, released([block]), async ({ session }) => {
      const { deletedCount } = await this.claims.deleteOne(mine, { session });
      if (deletedCount === 0) throw new DomainError('not_found');
    });
  }
}

/** Times have the expert's offset. */
export function toBlock(
  { _id, start, end, title }: Pick<BookingRecord, '_id' | 'start' | 'end' | 'title'>,
  timeZone: string,
): Block {
  return {
    id: _id.toHexString(),
    start: formatInstant(timeZone, start.getTime()),
    end: formatInstant(timeZone, end.getTime()),
    title,
  };
}

function assertValidTimes(start: number, end: number): void {
  for (const [field, instant] of Object.entries({ start, end })) {
    if (instant % GRID_MS !== 0) {
      const message = `Use multiples of ${GRID_MINUTES} minutes.`;
      throw fieldError('validation_failed', field, message, 'off_grid');
    }
  }
  if (end <= start) {
    throw fieldError('validation_failed', 'end', 'The end must lie after the start.', 'end_before_start');
  }
  if (end - start > MAX_MS) {
    const message = `A block has at most ${MAX_BLOCK_HOURS} hours.`;
    throw fieldError('validation_failed', 'end', message, 'too_long_apart');
  }
  if (end <= Date.now()) throw fieldError('in_the_past', 'end', 'This time has passed.');
}
