import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { Types } from 'mongoose';
import { ExpiredHolds } from '../claims/expired-holds';
import type { SweepTurn } from '../leases/sweeper';
import { Sweeper } from '../leases/sweeper';
import { HoldRemoval } from './hold-removal';

const CHECK_EVERY_MS = 1000;
/** Holds per sweep; the rest waits for the next one. */
const MAX_HOLDS = 1000;
/** Calendars swept at the same time. */
const LANES = 4;

/**
 * Removes expired holds every second. Correctness does not depend on it (every query ignores expired holds); it only
 * makes the time reappear on open pages. One process does it for all, in one transaction per calendar.
 */
@Injectable()
export class ExpiredHoldsSweep implements OnModuleInit {
  constructor(
    private readonly expiredHolds: ExpiredHolds,
    private readonly removal: HoldRemoval,
    private readonly sweeper: Sweeper,
  ) {}

  onModuleInit(): void {
    this.sweeper.add({
      name: 'expired holds',
      everyMs: CHECK_EVERY_MS,
      run: (turn) => this.sweep(turn),
    });
  }

  private async sweep(turn: SweepTurn): Promise<void> {
    const experts = await this.expiredHolds.experts(MAX_HOLDS);
    await Promise.all(Array.from({ length: LANES }, () => this.sweepFrom(experts, turn)));
  }

  private async sweepFrom(experts: Types.ObjectId[], turn: SweepTurn): Promise<void> {
    for (let next = experts.shift(); next && !turn.isOver; next = experts.shift()) {
      await this.removal.removeExpired(next);
    }
  }
}
