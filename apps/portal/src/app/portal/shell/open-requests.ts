import type { DestroyRef } from '@angular/core';
import { Injectable, Injector, computed, effect, inject, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { Booking } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import { ExpertBookingsApi } from '../../data/expert-bookings-api';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { Loadable } from '@expertbook/web-shared/ui/loadable';
import { mergeBooking } from '../booking-parts/merge-booking';
import { PortalLive } from './portal-live';

const PAGE = 100;
/** Limit of the pages to read: more than a thousand open requests are not read completely. */
const MAX_PAGES = 10;

/** All open requests, on any date, updated live. Started by the portal's frame. */
@Injectable({ providedIn: 'root' })
export class OpenRequests {
  private readonly api = inject(ExpertBookingsApi);
  private readonly session = inject(SessionStore);
  private readonly live = inject(PortalLive);
  private readonly injector = inject(Injector);
  private readonly now = inject(Clock).now;
  private readonly found = new Loadable<Booking[]>();

  readonly status = this.found.status;
  readonly problem = this.found.problem;
  /** The earliest deadline comes first. */
  readonly list = computed(() => {
    const now = this.now().getTime();
    return (this.found.value() ?? [])
      .filter((one) => isOpen(one, now))
      .sort((a, b) => deadlineOf(a) - deadlineOf(b) || Date.parse(a.start) - Date.parse(b.start));
  });
  readonly count = computed(() => this.list().length);

  start(until: DestroyRef): void {
    this.live.changes.pipe(takeUntilDestroyed(until)).subscribe((booking) => this.merge(booking));
    this.live.resumed.pipe(takeUntilDestroyed(until)).subscribe(() => void this.load(true));
    const follow = effect(
      () => {
        const isExpert = this.session.status() === 'signed_in' && this.session.expert() !== null;
        if (isExpert) untracked(() => void this.load(true));
      },
      { injector: this.injector },
    );
    until.onDestroy(() => follow.destroy());
  }

  load(quiet = false): Promise<void> {
    return this.found.load(() => this.read(), { quiet });
  }

  /** Merges a booking of a response or a live update. */
  merge(booking: Booking): void {
    this.found.update((all) => mergeBooking(all, booking, booking.status === 'pending'));
  }

  private async read(): Promise<Booking[]> {
    const query = { status: 'pending', from: new Date().toISOString(), limit: PAGE };
    const all: Booking[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < MAX_PAGES; page++) {
      const answer = await this.api.list({ ...query, ...(cursor !== null && { cursor }) });
      all.push(...answer.items);
      cursor = answer.nextCursor;
      if (cursor === null) break;
    }
    return all;
  }
}

/** A request of an older version may have no deadline. */
function deadlineOf({ respondBy, start }: Booking): number {
  return Date.parse(respondBy ?? start);
}

function isOpen(booking: Booking, now: number): boolean {
  return booking.status === 'pending' && Date.parse(booking.start) > now && deadlineOf(booking) > now;
}
