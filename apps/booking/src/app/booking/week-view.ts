import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  ElementRef,
  afterNextRender,
  computed,
  inject,
  output,
  signal,
} from '@angular/core';
import type { LocalDate } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Hours, dateLocale } from '@expertbook/web-shared/platform/locale';
import { addDays, addMonths, firstDay, lastDay, monthOf } from '@expertbook/web-shared/ui/calendar-dates';
import { longDate, weekdayName } from './date-text';
import { FlowState } from './flow-state';
import { PeriodHead } from './period-head';
import { SlotFocus } from './slot-focus';
import { NARROW_WEEK_DAYS, REACH_MONTHS, WEEK_DAYS } from './slot-view';
import type { TimeButton } from './time-button';
import { timeButtons } from './time-button';
import { TimeOption } from './time-option';
import { cellForKey, weekRows } from './week-grid';

const WIDE = '(min-width: 40rem)';

/**
 * Seven days side by side from the first one on, three on a phone: one row per time, an ARIA grid with one time in the
 * tab order.
 */
@Component({
  selector: 'eb-week-view',
  imports: [PeriodHead, TimeOption],
  providers: [SlotFocus],
  templateUrl: './week-view.html',
  host: { class: 'block min-w-0 px-4 pt-1 pb-6 sm:px-8 sm:pt-3 sm:pb-8' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WeekView {
  /** The days are drawn, with their times or the skeleton of them. */
  readonly drawn = output<void>();

  private readonly state = inject(FlowState);
  private readonly feed = this.state.feed;
  private readonly hours = inject(Hours);
  private readonly focus = inject(SlotFocus);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly t = translator('booking');
  protected readonly skeletonRows = [1, 2, 3, 4, 5, 6];

  protected readonly days = computed(() =>
    Array.from({ length: this.state.columns() }, (_, by) => this.dayOf(addDays(this.state.from(), by))),
  );
  protected readonly loading = computed(() => this.days().some(({ loading }) => loading));
  protected readonly title = computed(() =>
    dateRange(this.state.from(), addDays(this.state.from(), this.state.columns() - 1), dateLocale()),
  );
  protected readonly rows = computed(() => {
    const words = { t: this.t, cycle: this.hours.cycle(), zoneName: this.state.zoneCity() };
    const [free, held] = [this.feed.days(), this.feed.heldDays()];
    return weekRows(
      this.days().map(({ date }) => date),
      (day) => timeButtons(day, free[day], held[day], words),
    );
  });
  private readonly instants = computed(() =>
    this.rows()
      .flatMap(({ cells }) => cells.flat())
      .map(({ instant }) => instant)
      .sort((a, b) => a - b),
  );
  protected readonly reached = signal<number | null>(null);
  /** The one time in the tab order. */
  protected readonly active = computed(() => {
    const visited = this.reached();
    return visited !== null && this.instants().includes(visited) ? visited : this.instants()[0];
  });
  protected readonly hasPrevious = computed(() => this.state.from() > this.state.today());
  protected readonly hasNext = computed(() => this.days().every(({ date }) => date < this.latest()));
  private readonly latest = computed(() => lastDay(addMonths(monthOf(this.state.today()), REACH_MONTHS)));

  constructor() {
    const wide = matchMedia(WIDE);
    const fit = (): void => this.state.columns.set(wide.matches ? WEEK_DAYS : NARROW_WEEK_DAYS);
    fit();
    wide.addEventListener('change', fit);
    inject(DestroyRef).onDestroy(() => wide.removeEventListener('change', fit));
    this.focus.follow(this.instants);
    afterNextRender(() => this.drawn.emit());
  }

  protected onKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'PageUp' || event.key === 'PageDown') {
      event.preventDefault();
      const by = event.key === 'PageUp' ? -1 : 1;
      if (by < 0 ? !this.hasPrevious() : !this.hasNext()) return;
      // The new times may still be loading; the heading names their days.
      this.focus.leave();
      this.step(by);
      return;
    }
    const rtl = getComputedStyle(this.host.nativeElement).direction === 'rtl';
    const target = cellForKey(this.rows(), this.positionOf(this.active()), event.key, rtl);
    if (!/^(?:Arrow|Home$|End$)/.test(event.key)) return;
    event.preventDefault();
    const time = target && this.rows()[target.row]?.cells[target.column]?.[0];
    if (!time) return;
    // At once, so that the next key applies to it.
    this.reached.set(time.instant);
    this.focus.to(time.instant);
  }

  protected choose(time: TimeButton): void {
    if (!time.held) this.state.chooseSlot(time.instant);
  }

  protected step(by: number): void {
    const date = addDays(this.state.from(), by * this.state.columns());
    this.reached.set(null);
    this.state.showFrom(date > this.state.today() ? date : null);
  }

  /** Shows the first later day that is known to be free, else the next month. */
  protected nextFree(): void {
    this.focus.leave();
    const last = this.days().at(-1)?.date ?? '';
    const known = Object.keys(this.feed.days()).sort();
    const next = known.find((day) => day > last);
    if (next) this.state.showFrom(next);
    else this.state.showMonth(addMonths(monthOf(last), 1));
  }

  private dayOf(date: LocalDate) {
    const free = this.feed.days()[date]?.length ?? 0;
    const words = longDate(date, dateLocale());
    const times = free === 0 ? this.t('month.none') : this.t('month.free', { count: free });
    const today = date === this.state.today();
    const parts = today ? [words, this.t('month.today'), times] : [words, times];
    return {
      ...{ date, free, today },
      day: Number(date.slice(8)),
      weekday: weekdayName(date, dateLocale(), 'short'),
      label: parts.join(this.t('comma')),
      loading: !this.feed.isRead(monthOf(date)) && firstDay(monthOf(date)) <= this.latest(),
    };
  }

  private positionOf(instant: number | undefined): { row: number; column: number } {
    const row = this.rows().findIndex(({ cells }) => cells.flat().some((time) => time.instant === instant));
    const cells = this.rows()[row]?.cells ?? [];
    const column = cells.findIndex((cell) => cell.some((time) => time.instant === instant));
    return { row: Math.max(0, row), column: Math.max(0, column) };
  }
}

/** `30 Nov – 6 Dec 2026`. */
function dateRange(first: LocalDate, last: LocalDate, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return format.formatRange(Date.parse(`${first}T12:00:00Z`), Date.parse(`${last}T12:00:00Z`));
}
