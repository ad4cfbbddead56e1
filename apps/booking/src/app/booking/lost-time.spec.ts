import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { AvailabilityChanged, Problem, Slot } from '@expertbook/contracts';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { eventTypeWith } from './event-type.fixture';
import { FlowState } from './flow-state';
import type { HoldState } from './hold-keeper';
import { LostTime } from './lost-time';
import type { FreeDays } from './slot-store';

const START = '2027-01-04T09:00:00.000Z';
const INSTANT = Date.parse(START);
const MINUTE = 60_000;
const NOW = new Date('2027-01-04T08:00:00Z');

const taken: Problem = {
  ...{ type: 'about:blank', title: 'Taken', status: 409, detail: '', instance: '' },
  code: 'slot_taken',
};

describe('a lost time', () => {
  const hold = signal<HoldState>({ kind: 'none' } as unknown as HoldState);
  const instant = signal<number | null>(INSTANT);
  const days = signal<FreeDays>({});
  const changes = signal<readonly AvailabilityChanged[]>([]);
  const fresh = signal(true);
  const lost = signal(false);
  const now = signal(NOW);
  let time: LostTime;

  const slots = (...minutes: number[]): Slot[] =>
    minutes.map((by) => ({ start: new Date(INSTANT + by * MINUTE).toISOString() }));
  const lose = (problem: Problem = taken) => hold.set({ kind: 'lost', problem } as HoldState);
  const push = (reason: AvailabilityChanged['reason'], by: number, minutes = 30) =>
    changes.update((former) => [
      ...former,
      {
        reason,
        taken: [
          [
            new Date(INSTANT + by * MINUTE).toISOString(),
            new Date(INSTANT + (by + minutes) * MINUTE).toISOString(),
          ],
        ],
        freed: [],
      } as unknown as AvailabilityChanged,
    ]);

  beforeEach(() => {
    hold.set({ kind: 'held' } as HoldState);
    instant.set(INSTANT);
    days.set({});
    changes.set([]);
    fresh.set(true);
    lost.set(false);
    now.set(NOW);
    const find = (wanted: number) =>
      Object.values(days())
        .flat()
        .find(({ start }) => Date.parse(start) === wanted) ?? null;
    const state = {
      ...{ instant, lost, duration: signal(30), month: signal('2027-01') },
      eventType: signal(eventTypeWith({ bufferBefore: 10, bufferAfter: 0 })),
      keeper: { state: hold },
      feed: { fresh, changes, find, daysOf: (month: string) => (month === '2027-01' ? days() : {}) },
    };
    TestBed.configureTestingModule({
      providers: [LostTime, { provide: FlowState, useValue: state }, { provide: Clock, useValue: { now } }],
    });
    time = TestBed.inject(LostTime);
    TestBed.tick();
  });

  it('does not exist while the time is held, or while none is chosen', () => {
    expect([time.problem(), time.fate(), time.alternatives()]).toEqual([null, null, []]);
    hold.set({ kind: 'expired' } as HoldState);
    instant.set(null);
    expect([time.problem(), time.fate(), time.alternatives()]).toEqual([null, null, []]);
  });

  it('has the reason why it could not be held, and marks the page', () => {
    lose();
    TestBed.tick();
    expect(time.problem()).toBe(taken);
    expect(lost()).toBe(true);
  });

  it('is lost without a hold only once fresh data shows that it is not free', () => {
    hold.set({ kind: 'unheld' } as HoldState);
    fresh.set(false);
    expect(time.problem()).toBeNull();
    fresh.set(true);
    expect(time.problem()?.code).toBe('slot_taken');
    days.set({ '2027-01-04': slots(0) });
    expect(time.problem()).toBeNull();
  });

  it.each([
    ['held', 'held'],
    ['booked', 'booked'],
    ['rescheduled', 'booked'],
    ['cancelled', null],
  ] as const)('has the reason of the latest push: %s', (reason, fate) => {
    lose();
    push('held', 0);
    push(reason, 0);
    // Another client's time next to it.
    push('booked', 60);
    expect(time.fate()).toBe(fate);
  });

  it('is taken by a claim that overlaps only its buffer', () => {
    lose();
    push('booked', -35, 30);
    expect(time.fate()).toBe('booked');
    changes.set([]);
    push('booked', -40, 30);
    expect(time.fate()).toBeNull();
  });

  it('is free again, until it is over', () => {
    lose();
    days.set({ '2027-01-04': slots(0) });
    expect(time.fate()).toBe('free');
    now.set(new Date(START));
    expect(time.fate()).toBeNull();
  });

  it('has no state while the data is stale, or where no time was lost', () => {
    lose();
    push('held', 0);
    fresh.set(false);
    expect(time.fate()).toBeNull();
    fresh.set(true);
    lose({ ...taken, status: 429, code: 'rate_limited' } as Problem);
    expect(time.fate()).toBeNull();
  });

  it('names the nearest free times to come, four at most and never itself', () => {
    lose();
    days.set({ '2027-01-04': slots(-90, -60, -30, 0, 30, 60, 90) });
    const starts = () => time.alternatives().map((start) => (start - INSTANT) / MINUTE);
    expect(starts()).toEqual([-30, 30, 60]);
    days.set({ '2027-01-04': slots(-30, 30, 60, 90, 120) });
    expect(starts()).toEqual([-30, 30, 60, 90]);
  });

  it('names the alternatives of the problem where it has some', () => {
    const alternatives = [START, ...slots(-90, 45).map(({ start }) => start)];
    lose({ ...taken, alternatives } as Problem);
    days.set({ '2027-01-04': slots(30) });
    expect(time.alternatives()).toEqual([INSTANT + 45 * MINUTE]);
  });
});
