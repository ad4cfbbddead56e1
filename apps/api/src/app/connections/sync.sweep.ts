import type { OnModuleInit } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, Types } from 'mongoose';
import { trusted } from 'mongoose';
import type { SweepTurn } from '../leases/sweeper';
import { Sweeper } from '../leases/sweeper';
import { CalendarSync } from './calendar-sync.service';
import { ConnectedCalendarRecord } from './connected-calendar.schema';

const EVERY_MS = 1000;
const AT_ONCE = 4;
const TIMEOUT_MS = 20_000;

/** Reads the calendars that are due, oldest first, and marks those that could not be read for too long. One process does it for all. */
@Injectable()
export class SyncSweep implements OnModuleInit {
  private readonly logger = new Logger(SyncSweep.name);

  constructor(
    @InjectModel(ConnectedCalendarRecord.name) private readonly calendars: Model<ConnectedCalendarRecord>,
    private readonly sync: CalendarSync,
    private readonly sweeper: Sweeper,
  ) {}

  onModuleInit(): void {
    this.sweeper.add({
      name: 'connected calendars',
      everyMs: EVERY_MS,
      run: async (turn) => {
        await this.readDue(turn);
        await this.markStale(turn);
      },
    });
  }

  private async readDue(turn: SweepTurn): Promise<void> {
    const due = await this.calendars
      .find({ dueAt: trusted({ $lte: new Date() }) }, { _id: 1 })
      .sort({ dueAt: 1 })
      .limit(100)
      .lean();
    const waiting = due.map(({ _id }) => _id);
    await Promise.all(Array.from({ length: AT_ONCE }, () => this.readNext(waiting, turn)));
  }

  private async readNext(waiting: Types.ObjectId[], turn: SweepTurn): Promise<void> {
    for (let next = waiting.shift(); next && !turn.isOver; next = waiting.shift()) {
      await this.sync.sync(next, TIMEOUT_MS).catch((error: unknown) => {
        this.logger.warn(
          `Reading a connected calendar failed (${error instanceof Error ? error.name : 'unknown'}).`,
        );
      });
    }
  }

  private async markStale(turn: SweepTurn): Promise<void> {
    const stale = await this.calendars
      .find({ isStale: false, lastReadAt: trusted({ $lt: this.sync.staleBefore() }) }, { expertId: 1 })
      .limit(100)
      .lean();
    for (const calendar of stale) {
      if (turn.isOver) return;
      await this.sync.markStale(calendar);
    }
  }
}
