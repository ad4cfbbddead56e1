import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  inject,
  input,
  linkedSignal,
  output,
} from '@angular/core';
import type { LocalDate } from '@expertbook/contracts';
import { WEEK_STARTS } from '@expertbook/contracts';
import { translator } from '../i18n/translator';
import { Icon } from '../ui/icon';
import type { FirstWeekday } from '../ui/locale';
import { dateLocale } from '../ui/locale';
import type { MonthKey, Weekday } from './calendar-dates';
import { addDays, addMonths, firstDay, lastDay, monthOf, movedDate, weeksOf } from './calendar-dates';
import { longDate, monthTitle, weekdayName } from './date-text';
import type { FreeDays } from './slot-store';

/**
 * One month as an ARIA grid: only days with free times can be chosen, all can be visited by keyboard, across months. The
 * focus never leaves the grid on its own.
 */
@Component({
  selector: 'eb-month-calendar',
  imports: [Icon],
  templateUrl: './month-calendar.html',
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MonthCalendar {
  readonly month = input.required<MonthKey>();
  readonly days = input.required<FreeDays>();
  readonly today = input.required<LocalDate>();
  readonly selected = input<LocalDate | null>(null);
  readonly loading = input(false);
  readonly firstWeekday = input<Weekday>(1);
  /** How many weeks to draw, of six: fewer while the page is being put together. */
  readonly rows = input(6);
  /** How many months from this one may be looked at. */
  readonly reach = input(24);
  readonly pick = output<LocalDate>();
  readonly show = output<MonthKey>();
  /** The week is to begin with this day. */
  readonly begin = output<FirstWeekday>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly injector = inject(Injector);
  protected readonly t = translator('booking');
  protected readonly beginnings = WEEK_STARTS;

  protected readonly title = computed(() => monthTitle(this.month(), dateLocale()));
  protected readonly weekdays = computed(() => {
    const sunday = '2027-01-03';
    return Array.from({ length: 7 }, (_, column) => {
      const date = addDays(sunday, (this.firstWeekday() + column) % 7);
      return {
        long: weekdayName(date, dateLocale(), 'long'),
        short: weekdayName(date, dateLocale(), 'short'),
      };
    });
  });
  protected readonly weeks = computed(() => {
    const weeks = weeksOf(this.month(), this.firstWeekday())
      .slice(0, this.rows())
      .map((week) => week.map((date) => (date ? this.cell(date) : null)));
    // Always six rows, so that nothing below moves from month to month.
    while (weeks.length < this.rows()) weeks.push([]);
    return weeks;
  });
  protected readonly hasPrevious = computed(() => this.month() > monthOf(this.today()));
  protected readonly hasNext = computed(() => this.month() < addMonths(monthOf(this.today()), this.reach()));

  /** Where the keys have led; its month may still be on the way. */
  private visited: LocalDate | null = null;
  /** The one day in the tab order. A day visited by keyboard stays it while its month is shown. */
  protected readonly active = linkedSignal<
    { month: MonthKey; selected: LocalDate | null; first: LocalDate },
    LocalDate
  >({
    source: () => ({ month: this.month(), selected: this.selected(), first: this.firstBookable() }),
    computation: ({ month, selected, first }) => {
      if (this.visited && monthOf(this.visited) === month) return this.visited;
      return selected && monthOf(selected) === month ? selected : first;
    },
  });

  protected onKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const rtl = getComputedStyle(this.host.nativeElement).direction === 'rtl';
    const target = movedDate(this.active(), event.key, {
      shift: event.shiftKey,
      firstWeekday: this.firstWeekday(),
      rtl,
    });
    if (!target) return;
    event.preventDefault();
    const latest = lastDay(addMonths(monthOf(this.today()), this.reach()));
    const clamped = target < this.today() ? this.today() : target > latest ? latest : target;
    this.visited = clamped;
    this.active.set(clamped);
    if (monthOf(clamped) !== this.month()) this.show.emit(monthOf(clamped));
    this.focusActive();
  }

  protected choose(date: LocalDate, free: boolean): void {
    this.visited = date;
    this.active.set(date);
    if (free) this.pick.emit(date);
  }

  protected turn(months: number): void {
    this.visited = null;
    this.show.emit(addMonths(this.month(), months));
  }

  protected beginWeek(day: string): void {
    this.begin.emit(Number(day) as FirstWeekday);
  }

  private cell(date: LocalDate) {
    const free = this.days()[date]?.length ?? 0;
    const words = longDate(date, dateLocale());
    const times = free === 0 ? this.t('month.none') : this.t('month.free', { count: free });
    const parts = date === this.today() ? [words, this.t('month.today'), times] : [words, times];
    return { date, day: Number(date.slice(8)), free: free > 0, label: parts.join(this.t('comma')) };
  }

  private firstBookable(): LocalDate {
    const month = this.month();
    const free = Object.keys(this.days())
      .filter((date) => monthOf(date) === month)
      .sort()[0];
    return free ?? (monthOf(this.today()) === month ? this.today() : firstDay(month));
  }

  /** At once where the day is there: the next key is for it. Its month may have to arrive, in the same turn or the next. */
  private focusActive(tries = 10): void {
    if (this.focusDay()) return;
    afterNextRender(
      () => {
        if (!this.focusDay() && tries > 0) requestAnimationFrame(() => this.focusActive(tries - 1));
      },
      { injector: this.injector },
    );
  }

  private focusDay(): boolean {
    const day = this.host.nativeElement.querySelector<HTMLElement>(`[data-date="${this.active()}"]`);
    day?.focus();
    return !!day;
  }
}
