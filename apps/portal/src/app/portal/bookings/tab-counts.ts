import { Injectable, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { Booking } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import { ExpertBookingsApi } from '../../data/expert-bookings-api';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { browserZone } from '@expertbook/web-shared/ui/time-zones';
import { mergeBooking } from '../booking-parts/merge-booking';
import { PortalLive } from '../shell/portal-live';
import type { BookingFilters } from './booking-filters';
import { isFound, queryOf } from './booking-filters';
import type { BookingTab } from './booking-tabs';
import { belongsTo } from './booking-tabs';

/** The tabs that show a count: those with something to do. */
const COUNTED = ['upcoming', 'pending'] as const;
type Counted = (typeof COUNTED)[number];
/** Higher counts are shown as "99+". */
const MAX_COUNTED = 100;

interface Found {
  filters: BookingFilters;
  items: readonly Booking[];
  more: boolean;
}

/** Number of matches in the tabs with a count. Provided by the bookings page. */
@Injectable()
export class TabCounts {
  private readonly api = inject(ExpertBookingsApi);
  private readonly session = inject(SessionStore);
  private readonly now = inject(Clock).now;
  private readonly found = signal<Partial<Record<Counted, Found>>>({});
  private readonly zone = computed(() => this.session.expert()?.timeZone ?? browserZone());
  private requests = 0;
  private latest: BookingFilters | null = null;

  /** `7`, `99+`, or empty for none or unknown. */
  readonly texts = computed<Partial<Record<BookingTab, string>>>(() => {
    const now = this.now();
    const text = ({ items, more, filters }: Found) => {
      const count = items.filter((one) => belongsTo(filters.tab, one, now)).length;
      return more ? `${MAX_COUNTED - 1}+` : count === 0 ? '' : String(count);
    };
    return Object.fromEntries(Object.entries(this.found()).map(([tab, found]) => [tab, text(found)]));
  });

  constructor() {
    const live = inject(PortalLive);
    live.changes.pipe(takeUntilDestroyed()).subscribe((booking) => this.merge(booking));
    live.resumed.pipe(takeUntilDestroyed()).subscribe(() => {
      if (this.latest) void this.count(this.latest);
    });
  }

  async count(filters: BookingFilters): Promise<void> {
    this.latest = filters;
    const request = ++this.requests;
    const now = new Date();
    await Promise.all(
      COUNTED.map(async (tab) => {
        const own: BookingFilters = { ...filters, tab, sort: 'asc' };
        // Counts are optional: the list itself reports read errors.
        const page = await this.api
          .list({ ...queryOf(own, now, this.zone()), limit: MAX_COUNTED })
          .catch(() => null);
        if (!page || request !== this.requests) return;
        const found = { filters: own, items: page.items, more: page.nextCursor !== null };
        this.found.update((all) => ({ ...all, [tab]: found }));
      }),
    );
  }

  merge(booking: Booking): void {
    const now = new Date();
    this.found.update((all) =>
      Object.fromEntries(
        Object.entries(all).map(([tab, found]) => {
          const belongs = isFound(booking, found.filters, now, this.zone());
          return [tab, { ...found, items: mergeBooking(found.items, booking, belongs) }];
        }),
      ),
    );
  }
}
