import type { Signal } from '@angular/core';
import { computed, signal } from '@angular/core';
import type { LocalDate, SlotView, TimeZoneName } from '@expertbook/contracts';
import type { MonthKey } from '@expertbook/web-shared/ui/calendar-dates';
import {
  addDays,
  addMonths,
  firstDay,
  isLastWeek,
  isLocalDate,
  isMonthKey,
  monthOf,
} from '@expertbook/web-shared/ui/calendar-dates';
import type { FlowParams } from './flow-address';
import type { FreeDays } from './slot-store';
import { WEEK_DAYS, monthsOf, storedView, viewOf } from './slot-view';
import { wallTimeIn } from './wall-time';

/** Without free times the first view skips to the next months, at most this many. */
const MAX_LOOKAHEAD = 3;

/** Inputs that determine the shown days. */
export interface ShownDaysSource {
  params: () => FlowParams;
  defaultView: () => SlotView;
  today: Signal<LocalDate>;
  zone: Signal<TimeZoneName>;
  /** The chosen instant in ms; null while choosing. */
  instant: Signal<number | null>;
  free: Signal<FreeDays>;
}

/** The current view and its days: from the address, else the first days with free times. */
export class ShownDays {
  private readonly lastView = signal(storedView());
  private readonly lookahead = signal(0);
  /** Months of the list. */
  private readonly depth = signal(1);

  constructor(private readonly source: ShownDaysSource) {}

  readonly view = computed<SlotView>(
    () => viewOf(this.source.params().view) ?? this.lastView() ?? this.source.defaultView(),
  );
  /** Days side by side in the week view. */
  readonly columns = signal(WEEK_DAYS);
  readonly month = computed<MonthKey>(() => {
    const { month, date } = this.source.params();
    const instant = this.source.instant();
    const now = monthOf(this.source.today());
    const asked =
      instant !== null
        ? monthOf(wallTimeIn(instant, this.source.zone()).date)
        : isMonthKey(month)
          ? month
          : isLocalDate(date)
            ? monthOf(date)
            : addMonths(now, this.lookahead());
    return asked < now ? now : asked;
  });
  /** In the last week of a month the next month is shown together with it. */
  readonly ending = computed(
    () => this.source.instant() === null && isLastWeek(this.month(), this.source.today()),
  );
  /**
   * First day of the week and the list: the chosen one, today, or the first free one where that is outside the shown
   * days.
   */
  readonly from = computed<LocalDate>(() => {
    const { date } = this.source.params();
    const today = this.source.today();
    if (isLocalDate(date) && date > today) return date;
    const month = this.month();
    const begin = month === monthOf(today) ? today : firstDay(month);
    const first = Object.keys(this.source.free())
      .filter((day) => day >= begin)
      .sort()[0];
    return first && first >= addDays(begin, this.columns()) ? first : begin;
  });
  readonly months = computed(() =>
    this.source.instant() === null
      ? monthsOf(this.view(), {
          month: this.month(),
          today: this.source.today(),
          from: this.from(),
          depth: this.depth(),
        })
      : [this.month()],
  );

  /** Sets the view to use when the address names none. */
  remember(view: SlotView): void {
    this.lastView.set(view);
  }

  /** Lets a first view without free times skip to the next month. */
  lookFurther(): void {
    this.lookahead.update((months) => Math.min(months + 1, MAX_LOOKAHEAD));
  }

  /** Adds a month to the list. */
  deepen(): void {
    this.depth.set(this.months().length + 1);
  }
}
