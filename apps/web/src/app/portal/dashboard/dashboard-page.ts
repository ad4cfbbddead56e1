import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { SessionStore } from '../../account/session';
import { Clock } from '../../ui/clock';
import { CopyButton } from '../../ui/copy-button';
import { EmptyState } from '../../ui/empty-state';
import { FailedState } from '../../ui/failed-state';
import { Icon } from '../../ui/icon';
import { PageHeader } from '../../ui/page-header';
import { cityOf, dayText, nearDayText, timeText } from '../../ui/zoned-time';
import { AnswerButtons } from '../booking-parts/answer-buttons';
import { BookingRow } from '../booking-parts/booking-row';
import { DashboardStore } from './dashboard-store';
import { NextUp } from './next-up';

/** The expert's day at a glance. */
@Component({
  selector: 'eb-dashboard-page',
  imports: [
    AnswerButtons,
    BookingRow,
    CopyButton,
    EmptyState,
    FailedState,
    Icon,
    NextUp,
    PageHeader,
    RouterLink,
  ],
  templateUrl: './dashboard-page.html',
  providers: [DashboardStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DashboardPage {
  protected readonly store = inject(DashboardStore);
  private readonly session = inject(SessionStore);
  private readonly now = inject(Clock).now;

  protected readonly greeting = computed(() => {
    const hour = Number(
      new Intl.DateTimeFormat('en-GB', {
        hour: '2-digit',
        hourCycle: 'h23',
        timeZone: this.store.zone(),
      }).format(this.now()),
    );
    const time =
      hour < 5 ? 'Good night' : hour < 12 ? 'Good morning' : hour < 18 ? 'Good afternoon' : 'Good evening';
    const first = (this.session.user()?.name ?? '').trim().split(/\s+/)[0];
    return first ? `${time}, ${first}` : time;
  });
  protected readonly todayText = computed(
    () =>
      `${dayText(this.store.today(), this.store.today())} · ${timeText(this.now(), this.store.zone())} in ${cityOf(this.store.zone())}`,
  );
  protected readonly handle = computed(() => this.session.expert()?.handle ?? '');
  protected readonly pageLink = computed(() => `${location.origin}/${this.handle()}`);
  protected readonly bookableTypes = computed(
    () => this.store.eventTypes()?.filter((one) => one.active).length ?? null,
  );
  protected readonly tiles = computed(() => {
    const figures = this.store.figures();
    return [
      { value: figures.left, label: 'still to come today' },
      { value: figures.ahead, label: 'booked up to a week ahead' },
      { value: figures.hours, label: 'hours in those bookings' },
      { value: figures.requests, label: 'waiting for your answer' },
    ];
  });

  constructor() {
    void this.store.load();
  }

  protected dayHeading(date: string): { near: string | null; day: string } {
    return { near: nearDayText(date, this.store.today()), day: dayText(date, this.store.today()) };
  }
}
