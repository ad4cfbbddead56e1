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
  signal,
} from '@angular/core';
import type { LocalDate } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { addMonths, dateForKey, weeksOf } from '@expertbook/web-shared/ui/calendar-dates';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { dateLocale } from '@expertbook/web-shared/platform/locale';
import { dayText } from '@expertbook/web-shared/ui/zoned-time';
import { dayWords, weekOrder, weekdayNames } from './hours-rules';
import type { DayKind, SpecialDates } from './special-rules';
import { markOf } from './special-rules';

/** Consecutive days, both inclusive. */
export interface DayRun {
  start: LocalDate;
  end: LocalDate;
}

const REACH_MONTHS = 24;
const MAX_NAME_LENGTH = 4;
const LOOKS: Readonly<Record<DayKind, string>> = {
  usual: '',
  hours: 'bg-primary-container text-on-primary-container',
  closed: 'bg-surface-high text-on-surface-variant line-through',
  away: 'bg-tertiary-container text-on-tertiary-container',
};

/**
 * A month with marks at date overrides and absences. A click, or Enter, picks a day; dragging over several days, or
 * Shift with the arrows, picks them all. One day is in the tab order, the arrows lead to the others.
 */
@Component({
  selector: 'eb-days-calendar',
  imports: [Icon],
  templateUrl: './days-calendar.html',
  host: {
    class: 'block',
    '(document:pointerup)': 'endDrag()',
    '(document:pointercancel)': 'dragStart = null',
  },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DaysCalendar {
  readonly special = input.required<SpecialDates>();
  /** Earlier days cannot be picked. */
  readonly today = input.required<LocalDate>();
  readonly pick = output<DayRun>();

  protected readonly t = translator('portal-availability');
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly injector = inject(Injector);
  protected readonly active = linkedSignal<LocalDate, LocalDate>({
    source: this.today,
    computation: (today, former) => (former && former.value >= today ? former.value : today),
  });
  protected readonly month = linkedSignal(() => this.active().slice(0, 7));
  /** First day of the selection in progress. */
  private readonly anchor = signal<LocalDate | null>(null);
  private readonly run = computed<DayRun>(() => {
    const [start, end] = [this.anchor() ?? this.active(), this.active()].sort() as [LocalDate, LocalDate];
    return { start, end };
  });
  /** The day where the mouse button went down. */
  protected dragStart: LocalDate | null = null;

  protected readonly title = computed(() =>
    new Intl.DateTimeFormat(dateLocale(), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
      Date.parse(`${this.month()}-15T12:00:00Z`),
    ),
  );
  protected readonly weekdays = computed(() => {
    const [short, long] = [weekdayNames('short'), weekdayNames('long')];
    // Languages without short names (Arabic) get the narrow ones.
    const shown = short.some((name) => name.length > MAX_NAME_LENGTH) ? weekdayNames('narrow') : short;
    return weekOrder().map((day) => ({ short: shown[day] ?? '', long: long[day] ?? '' }));
  });
  protected readonly weeks = computed(() => {
    const weeks = weeksOf(this.month(), weekOrder()[0] ?? 1);
    // Always six rows, so that the layout below does not shift between months.
    while (weeks.length < 6) weeks.push([null, null, null, null, null, null, null]);
    return weeks.map((week) => week.map((date) => (date ? this.cell(date) : null)));
  });
  protected readonly hasPrevious = computed(() => this.month() > this.today().slice(0, 7));
  protected readonly hasNext = computed(
    () => this.month() < addMonths(this.today().slice(0, 7), REACH_MONTHS),
  );
  protected readonly legend = computed(() =>
    (['hours', 'closed', 'away'] as const).map((kind) => ({
      look: LOOKS[kind],
      label: this.t(`legend.${kind}`),
    })),
  );

  protected step(months: number): void {
    const month = addMonths(this.month(), months);
    const first = `${month}-01`;
    this.anchor.set(null);
    this.active.set(first < this.today() ? this.today() : first);
  }

  protected onKey(event: KeyboardEvent, from: LocalDate): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape' && this.anchor()) {
      event.preventDefault();
      event.stopPropagation();
      this.anchor.set(null);
      return;
    }
    const rtl = getComputedStyle(this.host.nativeElement).direction === 'rtl';
    const target = dateForKey(from, event.key, { firstWeekday: weekOrder()[0] ?? 1, rtl });
    if (!target) return;
    event.preventDefault();
    const last = `${addMonths(this.today().slice(0, 7), REACH_MONTHS)}-28`;
    this.anchor.set(event.shiftKey ? (this.anchor() ?? from) : null);
    this.active.set(target < this.today() ? this.today() : target > last ? last : target);
    afterNextRender(
      () => this.host.nativeElement.querySelector<HTMLElement>(`[data-date="${this.active()}"]`)?.focus(),
      { injector: this.injector },
    );
  }

  protected beginDrag(date: LocalDate, event: PointerEvent): void {
    // Touch scrolls; there the dialog asks for the last day.
    if (event.pointerType !== 'mouse' || event.button !== 0 || date < this.today()) return;
    this.dragStart = date;
    this.anchor.set(null);
    this.active.set(date);
  }

  protected dragTo(date: LocalDate): void {
    if (!this.dragStart || date < this.today() || (date === this.dragStart && !this.anchor())) return;
    this.anchor.set(this.dragStart);
    this.active.set(date);
  }

  protected endDrag(): void {
    const pulled = this.dragStart !== null && this.anchor() !== null && this.anchor() !== this.active();
    this.dragStart = null;
    if (pulled) this.finish();
  }

  /** A click or Enter; a selection made with Shift and the arrows is taken as a whole. */
  protected choose(date: LocalDate): void {
    if (date < this.today()) return;
    const { start, end } = this.run();
    if (date < start || date > end) this.anchor.set(null);
    this.active.set(date);
    this.finish();
  }

  private finish(): void {
    const run = this.run();
    this.anchor.set(null);
    this.active.set(run.start);
    this.pick.emit(run);
  }

  private cell(date: LocalDate) {
    const { kind, ranges, reason } = markOf(this.special(), date);
    const { start, end } = this.run();
    const words = {
      usual: '',
      hours: dayWords(ranges, this.t),
      closed: this.t('unavailable'),
      away: reason ? this.t('away.for', { reason }) : this.t('away'),
    }[kind];
    const parts = [dayText(date, this.today()), date === this.today() ? this.t('today') : '', words];
    return {
      date,
      day: Number(date.slice(8)),
      look: LOOKS[kind],
      past: date < this.today(),
      picked: this.anchor() !== null && start <= date && date <= end,
      label: parts.filter(Boolean).join(this.t('comma')),
    };
  }
}
