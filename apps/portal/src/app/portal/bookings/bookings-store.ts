import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { Booking, BookingsPage, BookingsQuery } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import { ExpertBookingsApi } from '../../data/expert-bookings-api';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { Loadable } from '@expertbook/web-shared/ui/loadable';
import { Online } from '@expertbook/web-shared/ui/online';
import { browserZone } from '@expertbook/web-shared/ui/time-zones';
import { Toasts } from '../../ui/toasts';
import { localDateOf } from '@expertbook/web-shared/ui/zoned-time';
import { mergeBooking } from '../booking-parts/merge-booking';
import { PortalLive } from '../shell/portal-live';
import type { BookingFilters } from './booking-filters';
import { filtersOf, isFound, queryOf } from './booking-filters';
import { daysOf, sessionKey } from '../booking-parts/booking-groups';
import { belongsTo } from './booking-tabs';

const PAGE = 25;
const MAX_PAGE_SIZE = 100;

interface Read extends BookingsPage {
  filters: BookingFilters;
}

/** The bookings that match the filters, page by page, updated live. Provided by the bookings page. */
@Injectable()
export class BookingsStore {
  private readonly t = translator('portal-bookings');
  private readonly api = inject(ExpertBookingsApi);
  private readonly session = inject(SessionStore);
  private readonly toasts = inject(Toasts);
  private readonly now = inject(Clock).now;

  private readonly filtersSignal = signal<BookingFilters>(filtersOf({}));
  private readonly list = new Loadable<Read>();
  private readonly moreSignal = signal(false);
  /** Reference time of the shown list: later pages must use the same one. */
  private asked = new Date();

  readonly filters = this.filtersSignal.asReadonly();
  readonly problem = this.list.problem;
  readonly loadingMore = this.moreSignal.asReadonly();
  readonly hasMore = computed(() => Boolean(this.list.value()?.nextCursor));
  readonly zone = computed(() => this.session.expert()?.timeZone ?? browserZone());
  readonly today = computed(() => localDateOf(this.now(), this.zone()));
  /** Another search in the same tab is in progress: the former result stays until the new one is there. */
  readonly searching = computed(
    () => this.list.status() === 'loading' && this.list.value()?.filters.tab === this.filtersSignal().tab,
  );
  readonly status = computed(() => (this.searching() ? 'ready' : this.list.status()));
  readonly shown = computed<readonly Booking[]>(() => {
    const read = this.list.value();
    if (!read) return [];
    return read.items.filter((one) => belongsTo(read.filters.tab, one, this.now()));
  });
  readonly days = computed(() => daysOf(this.shown(), this.zone()));

  constructor() {
    const live = inject(PortalLive);
    live.changes.pipe(takeUntilDestroyed()).subscribe((booking) => this.merge(booking));
    live.resumed.pipe(takeUntilDestroyed()).subscribe(() => void this.reload(true));
    const online = inject(Online).online;
    effect(() => {
      if (online() && untracked(this.list.status) === 'failed') untracked(() => void this.reload());
    });
  }

  /** Shows what `filters` match, at least `pages` pages of it; reads only missing pages. */
  async open(filters: BookingFilters, pages: number): Promise<void> {
    const same = sameAs(filters, this.list.value()?.filters) && this.list.status() === 'ready';
    this.filtersSignal.set(filters);
    if (!same) await this.reload(false, pages * PAGE);
    else if ((this.list.value()?.items.length ?? 0) < pages * PAGE) await this.loadMore();
  }

  reload(quiet = false, count = Math.max(PAGE, this.list.value()?.items.length ?? 0)): Promise<void> {
    this.asked = new Date();
    const filters = this.filtersSignal();
    return this.list.load(async () => ({ ...(await this.read(filters, null, count)), filters }), { quiet });
  }

  /** The query of the shown list, for its export. */
  query(): BookingsQuery {
    return queryOf(this.filtersSignal(), new Date(), this.zone());
  }

  /** Merges a booking of a response or a live update. */
  merge(booking: Booking): void {
    const now = new Date();
    const zone = this.zone();
    this.list.update((read) => ({
      ...read,
      items: mergeBooking(
        withSeats(read.items, booking),
        booking,
        isFound(booking, read.filters, now, zone) && !isBeyondLoaded(booking, read),
        read.filters.sort,
      ),
    }));
  }

  /** The previous (-1) or next (1) booking in the list; null at its ends. */
  neighbour(uid: string, step: 1 | -1): Booking | null {
    const shown = this.shown();
    const at = shown.findIndex((one) => one.uid === uid);
    return at < 0 ? null : (shown[at + step] ?? null);
  }

  private async loadMore(): Promise<void> {
    const cursor = this.list.value()?.nextCursor;
    if (!cursor || this.moreSignal()) return;
    const { asked } = this;
    this.moreSignal.set(true);
    try {
      const page = await this.read(this.filtersSignal(), cursor, PAGE);
      if (asked !== this.asked) return;
      this.list.update((read) => ({
        ...read,
        items: page.items.reduce(
          (items, one) => mergeBooking(items, one, true, read.filters.sort),
          read.items,
        ),
        nextCursor: page.nextCursor,
      }));
    } catch (error) {
      this.toasts.fail(this.t('moreFailed'), error);
    } finally {
      this.moreSignal.set(false);
    }
  }

  /** Reads further pages while there is too little to show, for example only sessions in progress in the past tab. */
  private async read(filters: BookingFilters, cursor: string | null, count: number): Promise<BookingsPage> {
    const items: Booking[] = [];
    let next = cursor;
    do {
      const limit = Math.min(Math.max(count - items.length, 1), MAX_PAGE_SIZE);
      const page = await this.api.list({
        ...queryOf(filters, this.asked, this.zone()),
        limit,
        ...(next && { cursor: next }),
      });
      items.push(...page.items.filter((one) => belongsTo(filters.tab, one, this.asked)));
      next = page.nextCursor;
    } while (next && items.length < count);
    return { items, nextCursor: next };
  }
}

/** The number of taken seats of a group session changes for all its attendees. */
function withSeats(items: readonly Booking[], { session, ...rest }: Booking): readonly Booking[] {
  const key = sessionKey({ session, ...rest });
  if (key === null) return items;
  return items.map((one) => (sessionKey(one) === key ? { ...one, session } : one));
}

/** Beyond the last page read so far: "load more" will add it at its position. */
function isBeyondLoaded(booking: Booking, { items, nextCursor, filters }: Read): boolean {
  const last = items.at(-1);
  if (!nextCursor || !last) return false;
  const later = Date.parse(booking.start) > Date.parse(last.start);
  return filters.sort === 'asc' ? later : !later;
}

function sameAs(one: BookingFilters, other: BookingFilters | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
