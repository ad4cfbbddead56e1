import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  untracked,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { Booking } from '@expertbook/contracts';
import { EmptyState } from '../../ui/empty-state';
import { FailedState } from '../../ui/failed-state';
import { PageHeader } from '../../ui/page-header';
import { cityOf, dayText, nearDayText } from '../../ui/zoned-time';
import { AnswerButtons } from '../booking-parts/answer-buttons';
import { BookingRow } from '../booking-parts/booking-row';
import type { BookingTab } from './booking-tabs';
import { BOOKING_TABS, isBookingTab } from './booking-tabs';
import { BookingsStore } from './bookings-store';

const TABS = Object.keys(BOOKING_TABS) as BookingTab[];

/** Every booking of the expert, in four tabs that the address remembers. */
@Component({
  selector: 'eb-bookings-page',
  imports: [AnswerButtons, BookingRow, EmptyState, FailedState, PageHeader, RouterLink],
  templateUrl: './bookings-page.html',
  providers: [BookingsStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BookingsPage {
  /** From the query. */
  readonly tab = input<string>();

  protected readonly store = inject(BookingsStore);
  private readonly router = inject(Router);
  protected readonly tabs = TABS.map((key) => ({ key, label: BOOKING_TABS[key].label }));
  protected readonly current = computed<BookingTab>(() => {
    const tab = this.tab();
    return isBookingTab(tab) ? tab : 'upcoming';
  });
  protected readonly empty = computed(() => BOOKING_TABS[this.current()].empty);
  protected readonly zoneText = computed(() => `Times are in your zone, ${cityOf(this.store.zone())}.`);

  constructor() {
    effect(() => {
      const tab = this.current();
      untracked(() => void this.store.open(tab));
    });
  }

  protected heading(date: string): string {
    const near = nearDayText(date, this.store.today());
    const day = dayText(date, this.store.today());
    return near ? `${near} · ${day}` : day;
  }

  protected asks(booking: Booking): boolean {
    return booking.status === 'pending' && this.current() === 'pending';
  }

  /** Arrow keys move along the tabs, as in any tab list. */
  protected move(event: KeyboardEvent, at: number): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const target = event.key === 'Home' ? 0 : event.key === 'End' ? TABS.length - 1 : at + (step ?? 0);
    if (target === at) return;
    event.preventDefault();
    const tab = TABS[(target + TABS.length) % TABS.length] ?? 'upcoming';
    void this.router.navigate([], { queryParams: { tab }, replaceUrl: true });
    document.getElementById(`tab-${tab}`)?.focus();
  }
}
