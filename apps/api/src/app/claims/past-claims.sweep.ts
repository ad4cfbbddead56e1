import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { BookingRecord } from '../calendars/booking.schema';
import type { SweepTurn } from '../leases/sweeper';
import { Sweeper } from '../leases/sweeper';
import { endPastClaims } from './past-claims';

const HOUR_MS = 3_600_000;

/** Ends the claims of sessions that ended long ago, hour by hour. */
@Injectable()
export class PastClaimsSweep implements OnModuleInit {
  constructor(
    @InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>,
    private readonly sweeper: Sweeper,
  ) {}

  onModuleInit(): void {
    this.sweeper.add({ name: 'past claims', everyMs: HOUR_MS, run: (turn) => this.sweep(turn, new Date()) });
  }

  /** Ends all claims of sessions that ended before. */
  async sweep(turn: SweepTurn, now: Date): Promise<void> {
    while (!turn.isOver && (await endPastClaims(this.bookings.collection, now)) > 0);
  }
}
