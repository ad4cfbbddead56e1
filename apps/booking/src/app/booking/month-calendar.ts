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
import { translator } from '@expertbook/web-shared/i18n/translator';
import type { FirstWeekday } from '@expertbook/web-shared/platform/locale';
import { dateLocale } from '@expertbook/web-shared/platform/locale';
import type { MonthKey, Weekday } from '@expertbook/web-shared/ui/calendar-dates';
import {
  addDays,
  addMonths,
  firstDay,
  lastDay,
  monthOf,
  dateForKey,
  startOfWeek,
  weeksBetween,
} from '@expertbook/web-shared/ui/calendar-dates';
import { longDate, monthName, monthTitle, weekdayName } from './date-text';
import { PeriodHead } from './period-head';
import type { FreeDays } from './slot-store';

/**
 * One month as an ARIA grid, in its last week with the next month: only days with free times can be chosen, all can be
 * reached by keyboard, across months. The focus never leaves the grid by itself.
 */
@Component({
  selector: 'eb-month-calendar',
  imports: [PeriodHead],
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
  /** The last week of the month: the grid begins with this week and continues through the next month. */
  readonly ending = input(false);
  /** How many of the six weeks to draw: fewer during the first draw. */
  readonly rows = input(6);
  /** How many months ahead can be shown. */
  readonly reach = input(24);
  readonly pick = output<LocalDate>();
  readonly show = output<MonthKey>();
  /** The visitor chose this day as the first of the week. */
  readonly begin = output<FirstWeekday>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly injector = inject(Injector);
  protected readonly t = translator('booking');
  protected readonly beginnings = WEEK_STARTS;

  protected readonly title = computed(() => monthTitle(this.month(), dateLocale(), this.ending()));
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
  private readonly first = computed(() =>
    this.ending() ? startOfWeek(this.today(), this.firstWeekday()) : firstDay(this.month()),
  );
  private readonly last = computed(() => {
    if (!this.ending()) return lastDay(this.month());
    const [room, end] = [addDays(this.first(), 41), lastDay(addMonths(this.month(), 1))];
    return room < end ? room : end;
  });
  protected readonly weeks = computed(() => {
    const weeks = weeksBetween(this.first(), this.last(), this.firstWeekday())
      .slice(0, this.rows())
      .map((week) => week.map((date) => (date ? this.cell(date) : null)));
    // Always six rows, so that the layout below does not shift between months.
    while (weeks.length < this.rows()) weeks.push([]);
    return weeks;
  });
  protected readonly hasPrevious = computed(() => this.month() > monthOf(this.today()));
  protected readonly hasNext = computed(() => this.month() < addMonths(monthOf(this.today()), this.reach()));

  /** The day reached by keys; its month may still be loading. */
  private reached: LocalDate | null = null;
  /** The one day in the tab order. A day reached by keyboard stays it while its month is shown. */
  protected readonly active = linkedSignal<{ selected: LocalDate | null; first: LocalDate }, LocalDate>({
    source: () => ({ selected: this.selected(), first: this.firstBookable() }),
    computation: ({ selected, first }) =>
      [this.reached, selected].find((date): date is LocalDate => !!date && this.isDrawn(date)) ?? first,
  });

  protected onKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const rtl = getComputedStyle(this.host.nativeElement).direction === 'rtl';
    const target = dateForKey(this.active(), event.key, {
      shift: event.shiftKey,
      firstWeekday: this.firstWeekday(),
      rtl,
    });
    if (!target) return;
    event.preventDefault();
    const latest = lastDay(addMonths(monthOf(this.today()), this.reach()));
    const clamped = target < this.today() ? this.today() : target > latest ? latest : target;
    this.reached = clamped;
    this.active.set(clamped);
    if (!this.isDrawn(clamped)) this.show.emit(monthOf(clamped));
    this.focusActive();
  }

  protected choose(date: LocalDate, free: boolean): void {
    this.reached = date;
    this.active.set(date);
    if (free) this.pick.emit(date);
  }

  protected step(months: number): void {
    this.reached = null;
    const next = monthOf(addDays(this.last(), 1));
    this.show.emit(months > 0 ? next : addMonths(this.month(), months));
  }

  protected beginWeek(day: string): void {
    this.begin.emit(Number(day) as FirstWeekday);
  }

  private cell(date: LocalDate) {
    const free = this.days()[date]?.length ?? 0;
    const words = longDate(date, dateLocale());
    const times = free === 0 ? this.t('month.none') : this.t('month.free', { count: free });
    const parts = date === this.today() ? [words, this.t('month.today'), times] : [words, times];
    const day = Number(date.slice(8));
    // When two months are shown, the second one is labelled at its first day.
    const month = this.ending() && day === 1 ? monthName(date, dateLocale()) : null;
    return { date, day, month, free: free > 0, label: parts.join(this.t('comma')) };
  }

  private firstBookable(): LocalDate {
    const free = Object.keys(this.days())
      .filter((date) => this.isDrawn(date))
      .sort()[0];
    return free ?? (this.isDrawn(this.today()) ? this.today() : this.first());
  }

  private isDrawn(date: LocalDate): boolean {
    return date >= this.first() && date <= this.last();
  }

  /**
   * At once where the day is drawn: the next key applies to it. Otherwise its month is drawn in the current task or the
   * next.
   */
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
