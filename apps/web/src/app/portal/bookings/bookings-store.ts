import { Injectable, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { Booking, BookingsPage } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import { ExpertBookingsApi } from '../../data/expert-bookings-api';
import { Clock } from '../../ui/clock';
import { Loadable } from '../../ui/loadable';
import { browserZone } from '../../ui/time-zones';
import { Toasts } from '../../ui/toasts';
import { localDateOf } from '../../ui/zoned-time';
import { mergeBooking } from '../booking-parts/merge-booking';
import { PortalLive } from '../shell/portal-live';
import type { BookingTab } from './booking-tabs';
import { BOOKING_TABS, belongsTo, tabQuery } from './booking-tabs';

const PAGE = 25;

/** One tab's bookings, page after page, kept right by the live news. Provided by the bookings page. */
@Injectable()
export class BookingsStore {
  private readonly api = inject(ExpertBookingsApi);
  private readonly session = inject(SessionStore);
  private readonly toasts = inject(Toasts);
  private readonly now = inject(Clock).now;

  private readonly tabSignal = signal<BookingTab>('upcoming');
  private readonly pages = new Loadable<BookingsPage>();
  private readonly moreSignal = signal(false);
  /** The query of the shown list: later pages must be cut from the same one. */
  private asked = new Date();

  readonly tab = this.tabSignal.asReadonly();
  readonly status = this.pages.status;
  readonly problem = this.pages.problem;
  readonly loadingMore = this.moreSignal.asReadonly();
  readonly hasMore = computed(() => Boolean(this.pages.value()?.nextCursor));
  readonly zone = computed(() => this.session.expert()?.timeZone ?? browserZone());
  readonly today = computed(() => localDateOf(this.now(), this.zone()));
  private readonly shown = computed(() =>
    (this.pages.value()?.items ?? []).filter((one) => belongsTo(this.tabSignal(), one, this.now())),
  );
  readonly days = computed(() => {
    const days = new Map<string, Booking[]>();
    for (const one of this.shown()) {
      const day = localDateOf(one.start, this.zone());
      days.set(day, [...(days.get(day) ?? []), one]);
    }
    return [...days].map(([date, bookings]) => ({ date, bookings }));
  });

  constructor() {
    const live = inject(PortalLive);
    live.changes.pipe(takeUntilDestroyed()).subscribe((booking) => this.merge(booking));
    live.resumed.pipe(takeUntilDestroyed()).subscribe(() => void this.reload(true));
  }

  open(tab: BookingTab): Promise<void> {
    this.tabSignal.set(tab);
    return this.reload();
  }

  reload(quiet = false): Promise<void> {
    this.asked = new Date();
    const tab = this.tabSignal();
    return this.pages.load(() => this.read(tab, null), { quiet });
  }

  async loadMore(): Promise<void> {
    const cursor = this.pages.value()?.nextCursor;
    if (!cursor || this.moreSignal()) return;
    const tab = this.tabSignal();
    const asked = this.asked;
    this.moreSignal.set(true);
    try {
      const page = await this.read(tab, cursor);
      if (asked !== this.asked) return;
      this.pages.update((pages) => ({
        items: page.items.reduce(
          (items, one) => mergeBooking(items, one, true, BOOKING_TABS[tab].order),
          pages.items,
        ),
        nextCursor: page.nextCursor,
      }));
    } catch (error) {
      this.toasts.fail('More bookings could not be loaded.', error);
    } finally {
      this.moreSignal.set(false);
    }
  }

  /** A booking as an answer or the live news shows it. */
  merge(booking: Booking): void {
    const tab = this.tabSignal();
    this.pages.update((pages) => ({
      ...pages,
      items: mergeBooking(
        pages.items,
        booking,
        belongsTo(tab, booking, new Date()) && !this.beyond(booking, pages),
        BOOKING_TABS[tab].order,
      ),
    }));
  }

  /** Past the last page read so far: "load more" will bring it, at its right place. */
  private beyond(booking: Booking, pages: BookingsPage): boolean {
    const last = pages.items.at(-1);
    if (!pages.nextCursor || !last) return false;
    const later = Date.parse(booking.start) > Date.parse(last.start);
    return BOOKING_TABS[this.tabSignal()].order === 'asc' ? later : !later;
  }

  /** Reads on while a page holds nothing to show (only sessions that still run, among the past ones, say). */
  private async read(tab: BookingTab, cursor: string | null): Promise<BookingsPage> {
    const page = await this.api.list(tabQuery(tab, this.asked, PAGE, cursor));
    const useful = page.items.some((one) => belongsTo(tab, one, this.asked));
    return useful || !page.nextCursor ? page : this.read(tab, page.nextCursor);
  }
}
