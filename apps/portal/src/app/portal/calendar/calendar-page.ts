import {
  ChangeDetectionStrategy,
  Component,
  ViewEncapsulation,
  computed,
  effect,
  inject,
  input,
  untracked,
} from '@angular/core';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Title } from '@angular/platform-browser';
import { Router } from '@angular/router';
import type { LocalDate } from '@expertbook/contracts';
import type { TextKey } from '@expertbook/web-shared/i18n/translator';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { FailedState } from '../../ui/failed-state';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { dateLocale } from '@expertbook/web-shared/platform/locale';
import { firstWeekday } from '@expertbook/web-shared/ui/format-preferences';
import { addDays } from '@expertbook/web-shared/ui/calendar-dates';
import { cityOf, dateRangeText, dayText } from '@expertbook/web-shared/ui/zoned-time';
import { CalendarDialogs } from './calendar-dialogs';
import type { CalendarEntry } from './calendar-entries';
import { CalendarGrid } from './calendar-grid';
import { CalendarList } from './calendar-list';
import type { CalendarViewName } from './calendar-range';
import { CALENDAR_VIEWS, isCalendarView, isDate, spanOfView, stepped } from './calendar-range';
import type { DateSpan } from './calendar-store';
import { CalendarStore } from './calendar-store';
import { OutsideEvents } from './outside-events';
import type { Wall } from './wall-clock';
import { dateOf, plusMinutes, timeOf } from './wall-clock';

const NARROW = '(max-width: 47.99rem)';

const LEGEND: readonly { key: TextKey<'portal-calendar'>; classes: string }[] = [
  { key: 'legend.confirmed', classes: 'eb-cal-confirmed' },
  { key: 'legend.pending', classes: 'eb-cal-pending' },
  { key: 'legend.hold', classes: 'eb-cal eb-cal-hold' },
  { key: 'legend.block', classes: 'eb-cal-block' },
];
const EXTERNAL_LEGEND = { key: 'legend.external', classes: 'eb-cal-external' } as const;

/** The expert's calendar: a day, a week, a month or a list, live, with all its actions. */
@Component({
  selector: 'eb-calendar-page',
  imports: [CalendarGrid, CalendarList, FailedState, Icon, MatMenu, MatMenuItem, MatMenuTrigger],
  templateUrl: './calendar-page.html',
  styleUrl: './calendar-page.css',
  providers: [CalendarStore, CalendarDialogs, OutsideEvents],
  host: { class: 'block' },
  // FullCalendar creates its own elements, and the drawer is outside of this one.
  encapsulation: ViewEncapsulation.None,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CalendarPage {
  /** From the address: `?view=week&date=2027-01-04`; `?block` opens the dialog. */
  readonly view = input<string>();
  readonly date = input<string>();
  readonly block = input<string>();

  protected readonly t = translator('portal-calendar');
  protected readonly store = inject(CalendarStore);
  private readonly dialogs = inject(CalendarDialogs);
  private readonly router = inject(Router);
  private readonly views = CALENDAR_VIEWS;
  private readonly narrow = matchMedia(NARROW).matches;

  protected readonly today = computed(() => dateOf(this.store.nowWall()));
  protected readonly shownView = computed<CalendarViewName>(() => {
    const asked = this.view();
    return isCalendarView(asked) ? asked : this.narrow ? 'day' : 'week';
  });
  protected readonly gridView = computed(() => {
    const view = this.shownView();
    return view === 'list' ? 'day' : view;
  });
  private readonly outside = inject(OutsideEvents);
  /** Experts without connected calendars need not learn of them here. */
  protected readonly legend = computed(() =>
    this.outside.events()?.length ? [...LEGEND, EXTERNAL_LEGEND] : LEGEND,
  );
  protected readonly shownDate = computed<LocalDate>(() => {
    const asked = this.date();
    return isDate(asked) ? asked : this.today();
  });
  protected readonly span = computed(() => spanOfView(this.shownDate(), this.shownView(), firstWeekday()));
  protected readonly heading = computed(() => headingOf(this.span(), this.shownView(), this.today()));
  protected readonly zoneText = computed(() => this.t('zone', { zone: cityOf(this.store.zone()) }));
  protected readonly choices = computed(() =>
    this.views.map((view) => ({ view, label: this.t(`view.${view}`) })),
  );
  protected readonly onToday = computed(() => {
    const { from, to } = this.span();
    return this.today() >= from && this.today() < to;
  });

  constructor() {
    const title = inject(Title);
    effect(() => title.setTitle(`${this.t('title')} · ExpertBook`));
    effect(() => {
      // The list has no grid that would show its dates.
      const [view, span] = [this.shownView(), this.span()];
      if (view === 'list') untracked(() => this.store.show(span));
    });
    effect(() => {
      if (this.block() === undefined) return;
      untracked(() => {
        void this.router.navigate([], {
          queryParams: { block: null },
          queryParamsHandling: 'merge',
          replaceUrl: true,
        });
        this.blockTime();
      });
    });
  }

  protected go(change: { view?: CalendarViewName; date?: LocalDate | null }): void {
    void this.router.navigate([], { queryParams: change, queryParamsHandling: 'merge', replaceUrl: true });
  }

  protected step(by: 1 | -1): void {
    this.go({ date: stepped(this.shownDate(), this.shownView(), by) });
  }

  protected open(entry: CalendarEntry): void {
    void this.dialogs.open(entry);
  }

  protected drop({ entry, start }: { entry: CalendarEntry; start: Wall }): void {
    if (entry.kind === 'booking') void this.dialogs.reschedule(entry.booking, start);
  }

  /** The next full hour on the shown day, or the interval drawn with the mouse. */
  protected blockTime(drawn?: { start: Wall; end: Wall }): void {
    const now = this.store.nowWall();
    const hour = plusMinutes(`${now.slice(0, 13)}:00`, 60);
    const start = this.onToday() ? hour : `${this.shownDate()}T${timeOf(hour)}`;
    this.dialogs.block(drawn ?? { start, end: plusMinutes(start, 60) });
  }

  protected cancelDay(): void {
    const date = this.shownDate() < this.today() ? this.today() : this.shownDate();
    void this.dialogs.cancelDay(date);
  }
}

/** `January 2027`, `4 – 10 January 2027`, `Monday, January 4`. */
function headingOf({ from, to }: DateSpan, view: CalendarViewName, today: LocalDate): string {
  if (view === 'day') return dayText(from, today);
  if (view === 'month') {
    const month = new Intl.DateTimeFormat(dateLocale(), { month: 'long', year: 'numeric', timeZone: 'UTC' });
    return month.format(Date.parse(`${from}T12:00Z`));
  }
  return dateRangeText(from, addDays(to, -1));
}
