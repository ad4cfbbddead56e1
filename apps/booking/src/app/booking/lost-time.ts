import { Injectable, computed, effect, inject } from '@angular/core';
import type { Problem } from '@expertbook/contracts';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { FlowState } from './flow-state';
import { addMonths } from '@expertbook/web-shared/ui/calendar-dates';
import { losesTime } from './hold-keeper';
import { lastReason, nearestSlots } from './lost-slots';
import { padded } from './slot-store';

const MAX_ALTERNATIVES = 4;

/** The current state of the lost time: free again, held by another client, or booked; null while unknown. */
export type Fate = 'free' | 'held' | 'booked' | null;

/** Why the chosen time is no longer available, its current state, and the nearest alternatives. */
@Injectable()
export class LostTime {
  private readonly state = inject(FlowState);
  private readonly clock = inject(Clock);

  /** Null while the time is available. */
  readonly problem = computed<Problem | null>(() => {
    const instant = this.state.instant();
    if (instant === null) return null;
    const hold = this.state.keeper.state();
    if (hold.kind === 'lost') return hold.problem;
    if (hold.kind !== 'unheld' && hold.kind !== 'expired') return null;
    return this.state.feed.fresh() && !this.found(instant) ? JUST_TAKEN : null;
  });
  readonly fate = computed<Fate>(() => {
    const instant = this.state.instant();
    const problem = this.problem();
    if (instant === null || !problem || !losesTime(problem) || !this.state.feed.fresh()) return null;
    if (this.found(instant)) return instant > this.clock.now().getTime() ? 'free' : null;
    const { bufferBefore, bufferAfter } = this.state.eventType();
    const time = padded(instant, this.state.duration(), { bufferBefore, bufferAfter });
    const reason = lastReason(this.state.feed.changes(), time);
    if (reason === 'held') return 'held';
    return reason === 'booked' || reason === 'rescheduled' ? 'booked' : null;
  });
  readonly alternatives = computed<readonly number[]>(() => {
    const problem = this.problem();
    const instant = this.state.instant();
    if (!problem || instant === null) return [];
    const named = (problem.alternatives ?? [])
      .map((text) => Date.parse(text))
      .filter((time) => time !== instant);
    const times = named.length > 0 ? named : this.nearest(instant);
    return times.filter((time) => time > this.clock.now().getTime()).slice(0, MAX_ALTERNATIVES);
  });

  constructor() {
    effect(() => this.state.lost.set(this.problem() !== null));
  }

  private nearest(instant: number): number[] {
    const month = this.state.month();
    const near = [-1, 0, 1].map((by) => this.state.feed.daysOf(addMonths(month, by)));
    return nearestSlots(near, instant, MAX_ALTERNATIVES).map((slot) => Date.parse(slot.start));
  }

  private found(instant: number): boolean {
    return this.state.feed.find(instant, this.state.month()) !== null;
  }
}

const JUST_TAKEN: Problem = {
  type: 'about:blank',
  title: 'Just taken',
  status: 409,
  detail: 'Someone else has just booked this time.',
  instance: '',
  code: 'slot_taken',
};
