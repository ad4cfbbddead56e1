import { DestroyRef, Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import type { Problem, PublicEventType, Slot, TimeZoneName } from '@expertbook/contracts';
import { AvailabilitySocket } from '../data/availability-socket';
import { toProblem } from '../data/problem';
import { FirstData } from '../data/first-data';
import { LinkSecret } from '../data/link-secret';
import type { MovedUid } from '../data/public-http';
import { SlotsApi } from '../data/slots-api';
import { Clock } from '../ui/clock';
import { whenIdle } from '../ui/when-idle';
import type { MonthKey } from './calendar-dates';
import { addMonths, firstDay, lastDay } from './calendar-dates';
import { monthIn } from './first-month';
import { revalidateOnReturn } from './revalidation';
import type { FreeDays, HeldDays, OwnClaim, SlotState } from './slot-store';
import {
  EMPTY_SLOT_STATE,
  changed,
  doubted,
  freeDays,
  heldDays,
  isStale,
  loaded,
  nearestSlots,
  watching,
} from './slot-store';

/** Whose free times, as they are asked for. */
export interface FeedQuery {
  handle: string;
  eventType: PublicEventType;
  duration: number;
  zone: TimeZoneName;
  /** The booking that is being moved. */
  moved?: MovedUid | null;
}

/** `stale`: connected, but changes do not reach the server; `lost`: not connected. */
export type LiveState = 'connecting' | 'live' | 'stale' | 'lost';

const NO_DAYS: FreeDays = {};
const NONE_HELD: HeldDays = {};
/** Re-reads are spread, so that a thousand open pages do not ask in the same instant. */
const JITTER_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/**
 * The free times of one event type, live: HTTP answers and pushes brought together by the slot store, read again when the
 * store says that it does not know enough. One instance a page.
 */
@Injectable()
export class SlotFeed {
  private readonly slotsApi = inject(SlotsApi);
  private readonly socket = inject(AvailabilitySocket);
  private readonly clock = inject(Clock);
  private readonly first = inject(FirstData);
  private readonly secret = inject(LinkSecret);

  private readonly state = signal<SlotState>(EMPTY_SLOT_STATE);
  private readonly query = signal<FeedQuery | null>(null);
  private readonly month = signal<MonthKey | null>(null);
  private readonly failures = signal<ReadonlyMap<string, Problem>>(new Map());
  private readonly liveSignal = signal<LiveState>('connecting');
  private readonly ownSignal = signal<OwnClaim | null>(null);

  private readonly reading = new Set<string>();
  private readonly pendingKeys = new Set<string>();
  private readonly pauses = new Map<string, number>();
  private readonly timers = new Set<ReturnType<typeof setTimeout>>();
  private unwatch: (() => void) | null = null;
  private givenBack = false;

  readonly live = this.liveSignal.asReadonly();
  readonly own = this.ownSignal.asReadonly();
  private readonly shownKey = computed(() => {
    const query = this.query();
    const month = this.month();
    return query && month ? keyOf(query, month) : null;
  });
  readonly status = computed<'loading' | 'ready' | 'failed'>(() => {
    const key = this.shownKey();
    if (!key) return 'loading';
    if (this.state().months.has(key)) return 'ready';
    return this.failures().has(key) ? 'failed' : 'loading';
  });
  /** True when what is shown is all that is to know: read, and followed since. */
  readonly fresh = computed(() => {
    const key = this.shownKey();
    return key !== null && !isStale(this.state(), key);
  });
  readonly problem = computed<Problem | null>(() => this.failures().get(this.shownKey() ?? '') ?? null);
  readonly days = computed<FreeDays>(() => this.daysOf(this.month()));
  /** Times of the shown month that somebody is booking right now. */
  readonly heldDays = computed<HeldDays>(() => {
    const query = this.query();
    const month = this.month();
    if (!query || !month) return NONE_HELD;
    const now = this.clock.now().getTime();
    return heldDays(this.state(), keyOf(query, month), query.eventType, { now, own: this.ownSignal() });
  });

  constructor() {
    effect(() => {
      const key = this.shownKey();
      const stale = key !== null && isStale(this.state(), key);
      if (stale && key) untracked(() => this.readSoon(key));
    });
    effect(() => {
      const query = this.query();
      // The first times come before the socket's code; what happens between is told by its first revision.
      if (query && this.status() !== 'loading' && !this.unwatch) untracked(() => this.follow(query));
    });
    effect((onCleanup) => {
      if (this.status() !== 'ready') return;
      const month = this.month();
      const idle = whenIdle(() => {
        if (month) void this.read(addMonths(month, 1)).then(() => this.read(addMonths(month, -1)));
      });
      onCleanup(idle);
    });
    revalidateOnReturn({ isLive: () => this.liveSignal() === 'live', doubt: () => this.doubt() });
    inject(DestroyRef).onDestroy(() => {
      this.unwatch?.();
      this.timers.forEach(clearTimeout);
    });
  }

  /** Says what to read; a change of zone or duration keeps what is known of the others. */
  ask(query: FeedQuery, month: MonthKey): void {
    const former = untracked(this.query);
    this.query.set(query);
    this.month.set(month);
    if (former?.handle === query.handle && former.eventType.slug === query.eventType.slug) return;
    this.unwatch?.();
    this.unwatch = null;
    this.failures.set(new Map());
    this.state.set(EMPTY_SLOT_STATE);
    this.liveSignal.set('connecting');
    this.takeFirst(query, month);
  }

  /** Free times of any month that has been read; empty otherwise. */
  daysOf(month: MonthKey | null): FreeDays {
    const query = this.query();
    if (!query || !month) return NO_DAYS;
    const now = this.clock.now().getTime();
    return freeDays(this.state(), keyOf(query, month), query.eventType, { now, own: this.ownSignal() });
  }

  isRead(month: MonthKey): boolean {
    const query = this.query();
    return !!query && this.state().months.has(keyOf(query, month));
  }

  /** The slot that starts at an instant, when it is free in what is known. */
  find(instant: number, month: MonthKey): Slot | null {
    const slots = Object.values(this.daysOf(month)).flat();
    return slots.find((slot) => Date.parse(slot.start) === instant) ?? null;
  }

  nearest(instant: number, most = 4): Slot[] {
    const month = this.month();
    if (!month) return [];
    return nearestSlots(
      [addMonths(month, -1), month, addMonths(month, 1)].map((near) => this.daysOf(near)),
      instant,
      most,
    );
  }

  /**
   * Names the visitor's own time, so that neither its push nor a new answer takes it away from its owner. A time that is
   * given back stays in its place until the server has been asked again: nothing flickers on the way back.
   */
  claim(own: OwnClaim | null): void {
    this.givenBack = own === null && untracked(this.ownSignal)?.held === true;
    if (!this.givenBack) this.ownSignal.set(own);
  }

  /** Everything shown is checked with the server again. */
  doubt(): void {
    this.failures.set(new Map());
    this.pauses.clear();
    this.state.update(doubted);
  }

  /** Tries a failed month again at once. */
  async retry(): Promise<void> {
    const month = this.month();
    if (month) await this.read(month);
  }

  /** Reads a month unless it is there and fresh. Never rejects: a failure shows in `problem`. */
  async read(month: MonthKey): Promise<void> {
    const query = untracked(this.query);
    if (!query || lastDay(month) < utcYesterday()) return;
    const key = keyOf(query, month);
    if (this.reading.has(key) || !isStale(this.state(), key)) return;
    this.reading.add(key);
    try {
      const answer = await this.slotsApi.slots(
        query.handle,
        query.eventType.slug,
        {
          start: firstDay(month),
          end: lastDay(month),
          timeZone: query.zone,
          duration: query.duration,
        },
        query.moved ?? null,
      );
      this.state.update((state) => loaded(state, key, month, answer));
      if (this.givenBack) this.ownSignal.set(null);
      this.givenBack = false;
      this.failures.update((failures) => without(failures, key));
      if (!isStale(this.state(), key)) this.pauses.delete(key);
    } catch (error) {
      this.failures.update((failures) => new Map(failures).set(key, toProblem(error)));
    } finally {
      this.reading.delete(key);
      if (key === this.shownKey() && isStale(this.state(), key) && this.state().months.has(key))
        this.readSoon(key);
    }
  }

  /** The month that came with the page needs no asking, where it is all there in the visitor's zone. */
  private takeFirst(query: FeedQuery, month: MonthKey): void {
    if (query.moved) return;
    const given = this.first.takeSlots(`/${query.handle}/${query.eventType.slug}`);
    const answer = given && query.duration === given.response.duration && monthIn(given, month, query.zone);
    if (answer) this.state.update((state) => loaded(state, keyOf(query, month), month, answer));
  }

  private follow({ handle, eventType, moved }: FeedQuery): void {
    const link = this.secret.of(handle, eventType.slug);
    const key = moved ? { booking: { uid: moved.uid, token: moved.token } } : link ? { link } : {};
    this.unwatch = this.socket.watch(
      { handle, eventType: eventType.slug, ...key },
      {
        watching: (revision) => {
          this.liveSignal.set('live');
          this.state.update((state) => watching(state, revision));
        },
        stale: (isStale) =>
          this.liveSignal.update((state) =>
            state === 'live' || state === 'stale' ? (isStale ? 'stale' : 'live') : state,
          ),
        resync: (withinMs) => this.later(Math.random() * withinMs, () => this.doubt()),
        changed: (change) => this.state.update((state) => changed(state, change)),
        lost: () => this.liveSignal.set('lost'),
      },
    );
  }

  /** The first look is taken at once; later ones after some jitter, and ever longer pauses while nothing helps. */
  private readSoon(key: string): void {
    const month = this.month();
    if (!month || this.pendingKeys.has(key)) return;
    if (!this.state().months.has(key)) {
      if (!this.failures().has(key)) void this.read(month);
      return;
    }
    const pause = this.pauses.get(key) ?? 0;
    this.pauses.set(key, Math.min(LONGEST_PAUSE_MS, pause === 0 ? 500 : pause * 2));
    this.pendingKeys.add(key);
    this.later(pause + Math.random() * JITTER_MS, () => {
      this.pendingKeys.delete(key);
      if (this.shownKey() === key) void this.read(month);
    });
  }

  private later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      work();
    }, ms);
    this.timers.add(timer);
  }
}

/** No zone on Earth is more than a day behind: months before are past everywhere. */
function utcYesterday(): string {
  return new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
}

function keyOf(query: FeedQuery, month: MonthKey): string {
  return `${query.zone} ${query.duration} ${month}`;
}

function without(failures: ReadonlyMap<string, Problem>, key: string): ReadonlyMap<string, Problem> {
  if (!failures.has(key)) return failures;
  const left = new Map(failures);
  left.delete(key);
  return left;
}
