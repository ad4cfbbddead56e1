import { DestroyRef, Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import type { Problem, Slot } from '@expertbook/contracts';
import { AvailabilitySocket } from '../data/availability-socket';
import { toProblem } from '@expertbook/web-shared/data/problem';
import { InitialData } from '../data/initial-data';
import { LinkSecret } from '../data/link-secret';
import { SlotsApi } from '../data/slots-api';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { whenIdle } from '@expertbook/web-shared/platform/when-idle';
import type { MonthKey } from '@expertbook/web-shared/ui/calendar-dates';
import { addMonths, firstDay, lastDay } from '@expertbook/web-shared/ui/calendar-dates';
import type { FeedQuery } from './feed-query';
import { monthKeyOf, partOf, requestsFor } from './feed-query';
import { monthsIn } from './first-month';
import { RereadPauses } from './reread-pauses';
import { revalidateOnReturn } from './revalidation';
import type { FreeDays, HeldDays, OwnClaim, SlotState } from './slot-store';
import {
  EMPTY_SLOT_STATE,
  changed,
  markStale,
  freeDays,
  heldDays,
  isStale,
  loaded,
  watching,
} from './slot-store';

/** `stale`: connected, but the server receives no changes; `lost`: not connected. */
export type LiveState = 'connecting' | 'live' | 'stale' | 'lost';

/**
 * The free times of one event type, live: the slot store merges HTTP responses and pushes, and months are read again
 * when the store reports missing data. One instance per page.
 */
@Injectable()
export class SlotFeed {
  private readonly slotsApi = inject(SlotsApi);
  private readonly socket = inject(AvailabilitySocket);
  private readonly clock = inject(Clock);
  private readonly first = inject(InitialData);
  private readonly secret = inject(LinkSecret);

  private readonly state = signal<SlotState>(EMPTY_SLOT_STATE);
  /** Received pushes, oldest first. */
  readonly changes = computed(() => this.state().changes);
  private readonly query = signal<FeedQuery | null>(null);
  /** The shown months: one, or several consecutive ones. */
  private readonly months = signal<readonly MonthKey[]>([], { equal: (a, b) => a.join() === b.join() });
  private readonly failures = signal<ReadonlyMap<string, Problem>>(new Map());
  private readonly liveSignal = signal<LiveState>('connecting');
  private readonly ownSignal = signal<OwnClaim | null>(null);

  private readonly reading = new Set<string>();
  private readonly pauses = new RereadPauses();
  private unwatch: (() => void) | null = null;
  private givenBack = false;

  readonly live = this.liveSignal.asReadonly();
  readonly own = this.ownSignal.asReadonly();
  private readonly shownKeys = computed(() => {
    const query = this.query();
    return query ? this.months().map((month) => monthKeyOf(query, month)) : [];
  });
  readonly status = computed<'loading' | 'ready' | 'failed'>(() => {
    const missing = this.shownKeys().filter((key) => !this.state().months.has(key));
    if (missing.some((key) => this.failures().has(key))) return 'failed';
    return missing.length > 0 || this.shownKeys().length === 0 ? 'loading' : 'ready';
  });
  /** True when the shown data is complete: read, and updated by pushes since. */
  readonly fresh = computed(
    () => this.shownKeys().length > 0 && this.shownKeys().every((key) => !isStale(this.state(), key)),
  );
  readonly problem = computed<Problem | null>(() => {
    const key = this.shownKeys().find((one) => this.failures().has(one));
    return this.failures().get(key ?? '') ?? null;
  });
  readonly days = computed<FreeDays>(() =>
    Object.assign({}, ...this.months().map((month) => this.daysOf(month))),
  );
  /** Times of the shown months that other clients hold right now. */
  readonly heldDays = computed<HeldDays>(() => {
    const query = this.query();
    const at = { now: this.clock.now().getTime(), own: this.ownSignal() };
    const held = (key: string) => (query ? heldDays(this.state(), key, query.eventType, at) : {});
    return Object.assign({}, ...this.shownKeys().map(held));
  });

  constructor() {
    effect(() => {
      if (this.shownKeys().some((key) => isStale(this.state(), key))) untracked(() => this.readSoon());
    });
    effect(() => {
      const query = this.query();
      // The initial times are there before the socket's code. The first revision shows whether changes were missed.
      if (query && this.status() !== 'loading' && !this.unwatch) untracked(() => this.follow(query));
    });
    effect((onCleanup) => {
      if (this.status() !== 'ready') return;
      const [first = '', last = first] = [this.months()[0], this.months().at(-1)];
      const idle = whenIdle(() => {
        void this.read([addMonths(last, 1)]).then(() => this.read([addMonths(first, -1)]));
      });
      onCleanup(idle);
    });
    revalidateOnReturn({ isLive: () => this.liveSignal() === 'live', doubt: () => this.doubt() });
    inject(DestroyRef).onDestroy(() => {
      this.unwatch?.();
      this.pauses.stop();
    });
  }

  /** Sets what to read; a change of zone or duration keeps the data of the others. */
  ask(query: FeedQuery, months: readonly MonthKey[]): void {
    const former = untracked(this.query);
    this.query.set(query);
    this.months.set(months);
    if (former?.handle === query.handle && former.eventType.slug === query.eventType.slug) return;
    this.unwatch?.();
    this.unwatch = null;
    this.failures.set(new Map());
    this.state.set(EMPTY_SLOT_STATE);
    this.liveSignal.set('connecting');
    this.takeFirst(query);
  }

  /** Free times of any month that has been read; empty otherwise. */
  daysOf(month: MonthKey): FreeDays {
    const query = this.query();
    if (!query) return {};
    const at = { now: this.clock.now().getTime(), own: this.ownSignal() };
    return freeDays(this.state(), monthKeyOf(query, month), query.eventType, at);
  }

  isRead(month: MonthKey): boolean {
    const query = this.query();
    return !!query && this.state().months.has(monthKeyOf(query, month));
  }

  /** The slot that starts at an instant, when it is known to be free. */
  find(instant: number, month: MonthKey): Slot | null {
    const slots = Object.values(this.daysOf(month)).flat();
    return slots.find((slot) => Date.parse(slot.start) === instant) ?? null;
  }

  /**
   * Sets the visitor's own time, so that neither its push nor a new response removes it for its owner. A released time
   * stays visible until the server has responded again, so that it does not flicker.
   */
  claim(own: OwnClaim | null): void {
    this.givenBack = own === null && untracked(this.ownSignal)?.held === true;
    if (!this.givenBack) this.ownSignal.set(own);
  }

  /** Marks everything shown as stale and reads it again. */
  doubt(): void {
    this.failures.set(new Map());
    this.pauses.forget();
    this.state.update(markStale);
  }

  /** Retries failed reads at once. */
  async retry(): Promise<void> {
    await this.read(this.months());
  }

  /** Reads the months that are missing or stale. Never rejects: a failure is in `problem`. */
  async read(months: readonly MonthKey[]): Promise<void> {
    const query = untracked(this.query);
    if (!query) return;
    const wanted = months.filter((month) => {
      const key = monthKeyOf(query, month);
      return lastDay(month) >= utcYesterday() && !this.reading.has(key) && isStale(this.state(), key);
    });
    await Promise.all(requestsFor(wanted).map((row) => this.readRow(query, row)));
  }

  private async readRow(query: FeedQuery, months: readonly [MonthKey, ...MonthKey[]]): Promise<void> {
    const keys = months.map((month) => monthKeyOf(query, month));
    const stale = () => keys.filter((key) => isStale(this.state(), key));
    keys.forEach((key) => this.reading.add(key));
    try {
      const { handle, eventType, duration, zone, moved } = query;
      const [start, end] = [firstDay(months[0]), lastDay(months.at(-1) ?? months[0])];
      const asked = { start, end, timeZone: zone, duration };
      const answer = await this.slotsApi.slots(handle, eventType.slug, asked, moved ?? null);
      months.forEach((month, at) =>
        this.state.update((state) => loaded(state, keys[at] ?? '', month, partOf(answer, month))),
      );
      if (this.givenBack) this.ownSignal.set(null);
      this.givenBack = false;
      this.failures.update((failures) => without(failures, keys));
      if (stale().length === 0) this.pauses.helped(keys.join());
    } catch (error) {
      const problem = toProblem(error);
      this.failures.update(
        (failures) => new Map([...failures, ...keys.map((key) => [key, problem] as const)]),
      );
    } finally {
      keys.forEach((key) => this.reading.delete(key));
      if (stale().some((key) => this.shownKeys().includes(key) && this.state().months.has(key)))
        this.readSoon();
    }
  }

  /** Months of the initial data need no request, where all of them are complete in the visitor's zone. */
  private takeFirst(query: FeedQuery): void {
    if (query.moved) return;
    const given = this.first.takeSlots(`/${query.handle}/${query.eventType.slug}`);
    if (!given || query.duration !== given.response.duration) return;
    const now = this.clock.now().getTime();
    for (const [month, answer] of monthsIn(given, query.zone, now))
      this.state.update((state) => loaded(state, monthKeyOf(query, month), month, answer));
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
        resync: (withinMs) => this.pauses.later(Math.random() * withinMs, () => this.doubt()),
        changed: (change) => this.state.update((state) => changed(state, change)),
        lost: () => this.liveSignal.set('lost'),
      },
    );
  }

  /** The first read is immediate; later ones have some jitter, and growing pauses after failures. */
  private readSoon(): void {
    const query = this.query();
    if (!query) return;
    const { months } = this.state();
    const keyOf = (month: MonthKey) => monthKeyOf(query, month);
    const stale = this.months().filter((month) => isStale(this.state(), keyOf(month)));
    const unread = stale.filter((month) => !months.has(keyOf(month)) && !this.failures().has(keyOf(month)));
    if (unread.length > 0) void this.read(unread);
    const doubted = stale.filter((month) => months.has(keyOf(month)));
    const key = doubted.map(keyOf).join();
    if (!key) return;
    this.pauses.soon(
      key,
      () => void this.read(doubted.filter((month) => this.shownKeys().includes(keyOf(month)))),
    );
  }
}

/** No zone is more than a day behind UTC: earlier months are past everywhere. */
function utcYesterday(): string {
  return new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
}

function without(
  failures: ReadonlyMap<string, Problem>,
  keys: readonly string[],
): ReadonlyMap<string, Problem> {
  return new Map([...failures].filter(([key]) => !keys.includes(key)));
}
