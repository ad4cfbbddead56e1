import { ChangeDetectionStrategy, Component, computed, effect, inject } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import { SessionStore } from '../../account/session';
import type { TextKey } from '../../i18n/translator';
import { translator } from '../../i18n/translator';
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
import { Figures } from './figures';
import { FiguresStore } from './figures-store';
import { NextUp } from './next-up';
import { WeekBars } from './week-bars';

/** The expert's day at a glance. */
@Component({
  selector: 'eb-dashboard-page',
  imports: [
    AnswerButtons,
    BookingRow,
    CopyButton,
    EmptyState,
    FailedState,
    Figures,
    Icon,
    NextUp,
    PageHeader,
    RouterLink,
    WeekBars,
  ],
  templateUrl: './dashboard-page.html',
  providers: [DashboardStore, FiguresStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DashboardPage {
  protected readonly t = translator('portal-dashboard');
  protected readonly store = inject(DashboardStore);
  protected readonly figures = inject(FiguresStore);
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
    const part = hour < 5 ? 'night' : hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening';
    const greeting = this.t(`greeting.${part}`);
    const name = (this.session.user()?.name ?? '').trim().split(/\s+/)[0];
    return name ? this.t('greeting.named', { greeting, name }) : greeting;
  });
  protected readonly todayText = computed(() =>
    this.t('now', {
      day: dayText(this.store.today(), this.store.today()),
      time: timeText(this.now(), this.store.zone()),
      city: cityOf(this.store.zone()),
    }),
  );
  protected readonly handle = computed(() => this.session.expert()?.handle ?? '');
  protected readonly pageLink = computed(() => `${location.origin}/${this.handle()}`);
  protected readonly bookableTypes = computed(
    () => this.store.eventTypes()?.filter((one) => one.active).length ?? null,
  );
  protected readonly tiles = computed<{ value: string; label: TextKey<'portal-dashboard'> }[]>(() => {
    const figures = this.store.figures();
    return [
      { value: figures.left, label: 'tile.left' },
      { value: figures.ahead, label: 'tile.ahead' },
      { value: figures.hours, label: 'tile.hours' },
      { value: figures.requests, label: 'tile.requests' },
    ];
  });

  /** Nothing can be booked and nothing was: figures would be a table of zeros. */
  protected readonly isNew = computed(() => this.bookableTypes() === 0 && !this.figures.past()?.booked);

  constructor() {
    const title = inject(Title);
    effect(() => title.setTitle(`${this.t('title')} · ExpertBook`));
    void this.store.load();
    void this.figures.load();
  }

  protected dayHeading(date: string): { short: string; long: string } {
    const near = nearDayText(date, this.store.today());
    const day = dayText(date, this.store.today());
    return near ? { short: near, long: this.t('near', { near, day }) } : { short: day, long: day };
  }
}
