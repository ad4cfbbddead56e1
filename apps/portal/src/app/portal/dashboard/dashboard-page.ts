import { ChangeDetectionStrategy, Component, computed, effect, inject } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import type { Booking } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import type { TextKey } from '@expertbook/web-shared/i18n/translator';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { CopyButton } from '../../ui/copy-button';
import { EmptyState } from '../../ui/empty-state';
import { FailedState } from '../../ui/failed-state';
import { Icon } from '@expertbook/web-shared/ui/icon';
import type { LoadStatus } from '@expertbook/web-shared/ui/loadable';
import { PageHeader } from '../../ui/page-header';
import { Toasts } from '../../ui/toasts';
import { cityOf, dayText, nearDayText, timeText } from '@expertbook/web-shared/ui/zoned-time';
import { AnswerButtons } from '../booking-parts/answer-buttons';
import { BookingRow } from '../booking-parts/booking-row';
import { SessionRow } from '../booking-parts/session-row';
import { deadlineWords } from '../booking-parts/booking-words';
import { CalendarBanner } from '../connections/calendar-banner';
import { CalendarWarnings } from '../connections/calendar-warnings';
import { OpenRequests } from '../shell/open-requests';
import { FirstStepsMemory } from '../first-steps/first-steps-memory';
import { DashboardStore } from './dashboard-store';
import { Figures } from './figures';
import { FiguresStore } from './figures-store';
import { FirstStepsCard } from './first-steps-card';
import { FirstStepsStore } from './first-steps-store';
import { Tips } from './tips';
import { dayPartOf } from './greeting';
import { NextUp } from './next-up';
import { WeekBars } from './week-bars';

/** The expert's start page: today, requests, the next days, and statistics. */
@Component({
  selector: 'eb-dashboard-page',
  imports: [
    AnswerButtons,
    BookingRow,
    CalendarBanner,
    CopyButton,
    EmptyState,
    FailedState,
    Figures,
    FirstStepsCard,
    Tips,
    Icon,
    NextUp,
    PageHeader,
    RouterLink,
    SessionRow,
    WeekBars,
  ],
  templateUrl: './dashboard-page.html',
  providers: [CalendarWarnings, DashboardStore, FiguresStore, FirstStepsStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DashboardPage {
  protected readonly t = translator('portal-dashboard');
  protected readonly store = inject(DashboardStore);
  protected readonly figures = inject(FiguresStore);
  protected readonly open = inject(OpenRequests);
  protected readonly steps = inject(FirstStepsStore);
  protected readonly memory = inject(FirstStepsMemory);
  private readonly calendars = inject(CalendarWarnings);
  private readonly toasts = inject(Toasts);
  private readonly parts = translator('portal-parts');
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
    const greeting = this.t(`greeting.${dayPartOf(hour)}`);
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
  /** The page is public once the email address is confirmed. */
  protected readonly isPublic = computed(() => this.session.user()?.emailVerified ?? true);
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

  /** The page waits for the first steps and the calendars' warning, so that they do not shift the layout later. */
  protected readonly status = computed<LoadStatus>(() => {
    const status = this.store.status();
    const isSettled = this.steps.settled() && this.calendars.settled() && this.open.status() !== 'loading';
    return status === 'ready' && !isSettled ? 'loading' : status;
  });

  /** Nothing can be booked and nothing was booked: statistics would be zeros only. */
  protected readonly isNew = computed(() => this.bookableTypes() === 0 && !this.figures.past()?.booked);

  constructor() {
    const title = inject(Title);
    effect(() => title.setTitle(`${this.t('title')} · ExpertBook`));
    void this.figures.load();
    this.load();
  }

  protected load(): void {
    void this.steps.load(this.store.load());
  }

  /** After the list was closed: offers to undo that. */
  protected offerSteps(): void {
    document.getElementById('content')?.focus({ preventScroll: true });
    this.toasts.show(this.t('steps.hidden'), { label: this.parts('undo'), run: () => this.steps.show() });
  }

  protected deadline(booking: Booking): string {
    return deadlineWords(booking, this.store.zone(), this.now(), this.parts);
  }

  protected dayHeading(date: string): { short: string; long: string } {
    const near = nearDayText(date, this.store.today());
    const day = dayText(date, this.store.today());
    return near ? { short: near, long: this.t('near', { near, day }) } : { short: day, long: day };
  }
}
