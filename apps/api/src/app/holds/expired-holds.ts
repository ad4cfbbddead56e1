import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, Types } from 'mongoose';
import { BookingRecord } from '../calendars/booking.schema';
import type { SweepTurn } from '../leases/sweeper';
import { Sweeper } from '../leases/sweeper';
import { expiredHolds, HoldsService } from './holds.service';

const LOOK_EVERY_MS = 1000;
/** Holds looked at in one sweep; the rest waits for the next. */
const MAX_HOLDS = 1000;
/** Calendars swept at the same time. */
const LANES = 4;

/**
 * Tells viewers that a hold has run out. Nothing depends on it for correctness (expired holds count for nothing in every
 * query); it only makes the time reappear on open pages. One process does it for all, one transaction a calendar.
 */
@Injectable()
export class ExpiredHolds implements OnModuleInit {
  constructor(
    @InjectModel(BookingRecord.name) private readonly claims: Model<BookingRecord>,
    private readonly holds: HoldsService,
    private readonly sweeper: Sweeper,
  ) {}

  onModuleInit(): void {
    this.sweeper.add({
      name: 'expired holds',
      everyMs: LOOK_EVERY_MS,
      run: (turn) => this.sweep(turn),
    });
  }

  private async sweep(turn: SweepTurn): Promise<void> {
    const expired = await this.claims
      .find(expiredHolds(), { expertId: 1 })
      .sort({ expiresAt: 1 })
      .limit(MAX_HOLDS)
      .lean();
    const calendars = [...new Map(expired.map(({ expertId }) => [String(expertId), expertId])).values()];
    await Promise.all(Array.from({ length: LANES }, () => this.sweepFrom(calendars, turn)));
  }

  private async sweepFrom(calendars: Types.ObjectId[], turn: SweepTurn): Promise<void> {
    for (let next = calendars.shift(); next && !turn.isOver; next = calendars.shift()) {
      await this.holds.removeExpired(next);
    }
  }
}
