import type { OnApplicationBootstrap, BeforeApplicationShutdown } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import mongoose from 'mongoose';
import { BookingRecord } from '../bookings/booking.schema';
import { HoldsService } from './holds.service';

const LOOK_EVERY_MS = 1000;
const AT_ONCE = 50;

/**
 * Tells viewers that a hold has run out. Nothing depends on it for correctness (expired holds count for nothing in every
 * query); it only makes the time reappear on open pages. Several processes may do it: only one succeeds for each hold.
 */
@Injectable()
export class ExpiredHolds implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ExpiredHolds.name);
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(
    @InjectModel(BookingRecord.name) private readonly claims: Model<BookingRecord>,
    private readonly holds: HoldsService,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    await this.running;
  }

  private schedule(): void {
    this.timer = setTimeout(() => {
      this.running = this.sweep()
        .catch(() => this.logger.warn('Expired holds could not be cleared; trying again.'))
        .finally(() => {
          if (this.timer) this.schedule();
        });
    }, LOOK_EVERY_MS);
  }

  private async sweep(): Promise<void> {
    const expired = await this.claims
      .find(
        { status: 'held', expiresAt: mongoose.trusted({ $lte: new Date() }) },
        { expertId: 1, padStart: 1, padEnd: 1, expiresAt: 1 },
      )
      .limit(AT_ONCE)
      .lean();
    for (const hold of expired) await this.holds.remove(hold);
  }
}
