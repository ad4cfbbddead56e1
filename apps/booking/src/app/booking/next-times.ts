import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  afterNextRender,
  computed,
  effect,
  inject,
  output,
  signal,
  untracked,
} from '@angular/core';
import type { LocalDate } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Hours, dateLocale } from '@expertbook/web-shared/platform/locale';
import { addDays } from '@expertbook/web-shared/ui/calendar-dates';
import { dayAndMonth } from './date-text';
import { FlowState } from './flow-state';
import { SlotFocus } from './slot-focus';
import type { TimeButton } from './time-button';
import { timeButtons } from './time-button';
import { TimeOption } from './time-option';

/** Days at first; each click adds as many. */
const DAYS = 7;
/** Times of a day at first; a ninth button shows the rest. */
const TIMES = 8;
/** Months that are read automatically, until there are enough days. */
const MAX_MONTHS = 3;
/** Months without a free time after which the list ends. */
const LAST_MONTHS = 24;

/** The next free times, day by day, from today or a chosen date on. */
@Component({
  selector: 'eb-next-times',
  imports: [TimeOption],
  providers: [SlotFocus],
  template: `
    <div class="flex min-h-11 flex-wrap items-center justify-between gap-x-3">
      <h2 id="eb-day" tabindex="-1" class="text-lg font-bold outline-none">{{ t('week.nextFree') }}</h2>
      @if (state.from() > state.today()) {
        <button type="button" class="-me-3 eb-button eb-button-quiet" (click)="state.showFrom(null)">
          {{ t('list.fromToday') }}
        </button>
      }
    </div>
    @for (day of days(); track day.date) {
      <section
        class="border-outline-variant py-4 not-first-of-type:border-t"
        [attr.aria-labelledby]="'eb-' + day.date"
      >
        <h3 class="mb-2.5 font-bold" [id]="'eb-' + day.date">
          @if (day.near) {
            {{ day.near }}
            <span class="ms-1.5 font-normal text-on-surface-variant">{{ day.name }}</span>
          } @else {
            {{ day.name }}
          }
        </h3>
        <!-- eslint-disable-next-line @angular-eslint/template/interactive-supports-focus -- the times in it have the focus -->
        <ul class="grid grid-cols-3 gap-2 sm:grid-cols-5 lg:grid-cols-6" (keydown)="onKey($event)">
          @for (time of day.times; track time.instant) {
            <li animate.leave="eb-slot-leave"><button [ebTime]="time" (click)="choose(time)"></button></li>
          }
          @if (day.more > 0) {
            <li>
              <button
                type="button"
                class="eb-time border-dashed"
                dir="ltr"
                [attr.aria-label]="t('list.all', { count: day.more, day: day.name })"
                (click)="open(day.date)"
              >
                +{{ day.more }}
              </button>
            </li>
          }
        </ul>
      </section>
    }
    @if (loading()) {
      <div class="py-4" aria-hidden="true">
        <div class="mb-2.5 h-6 w-44 eb-skeleton"></div>
        <div class="grid grid-cols-3 gap-2 sm:grid-cols-5 lg:grid-cols-6">
          @for (place of [1, 2, 3, 4, 5, 6]; track place) {
            <div class="h-11 eb-skeleton !rounded-xl"></div>
          }
        </div>
      </div>
      <span class="sr-only" role="status">{{ t('flow.loading') }}</span>
    } @else if (days().length === 0) {
      <div class="eb-enter flex min-h-40 flex-col justify-center text-center">
        <p class="font-bold">{{ t('list.none') }}</p>
        <p class="mt-1 text-on-surface-variant">{{ t('flow.monthOverText') }}</p>
      </div>
    }
    @if (hasMore()) {
      <button
        type="button"
        class="mt-2 w-full eb-button eb-button-outline"
        [attr.aria-disabled]="loading() ? true : null"
        (click)="showMore()"
      >
        {{ t('list.more') }}
      </button>
    }
  `,
  host: { class: 'block min-w-0 px-4 pt-1 pb-6 sm:px-8 sm:pt-3 sm:pb-8' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NextTimes {
  /** The list is drawn, or its skeleton. */
  readonly drawn = output<void>();

  protected readonly state = inject(FlowState);
  private readonly feed = this.state.feed;
  private readonly hours = inject(Hours);
  private readonly focus = inject(SlotFocus);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly t = translator('booking');

  /** Number of days to show, and the days whose times are all shown. */
  private readonly dayLimit = signal(DAYS);
  private readonly expanded = signal<ReadonlySet<LocalDate>>(new Set());
  private readonly known = computed(() => {
    const [free, held] = [this.feed.days(), this.feed.heldDays()];
    const from = this.state.from();
    return [...new Set([...Object.keys(free), ...Object.keys(held)])].filter((day) => day >= from).sort();
  });
  protected readonly loading = computed(() => this.feed.status() === 'loading');
  protected readonly hasMore = computed(
    () => this.known().length > this.dayLimit() || this.state.monthCount() < LAST_MONTHS,
  );
  protected readonly days = computed(() => {
    const words = { t: this.t, cycle: this.hours.cycle(), zoneName: this.state.zoneCity() };
    const [free, held] = [this.feed.days(), this.feed.heldDays()];
    return this.known()
      .slice(0, this.dayLimit())
      .map((date) => {
        const all = timeButtons(date, free[date], held[date], words);
        const isWhole = this.expanded().has(date) || all.length <= TIMES + 1;
        const times = isWhole ? all : all.slice(0, TIMES);
        const name = dayAndMonth(date, dateLocale());
        return { date, name, near: this.nearName(date), times, more: all.length - times.length };
      });
  });

  constructor() {
    this.focus.follow(() => this.days().flatMap(({ times }) => times.map(({ instant }) => instant)));
    effect(() => {
      const isShort = this.feed.status() === 'ready' && this.known().length < this.dayLimit();
      if (isShort && this.state.monthCount() < MAX_MONTHS) untracked(() => this.state.deepen());
    });
    afterNextRender(() => this.drawn.emit());
  }

  protected choose(time: TimeButton): void {
    if (!time.held) this.state.chooseSlot(time.instant);
  }

  protected open(date: LocalDate): void {
    const rest =
      this.days()
        .find((day) => day.date === date)
        ?.times.at(-1)?.instant ?? 0;
    this.expanded.update((opened) => new Set(opened).add(date));
    const next = this.days()
      .find((day) => day.date === date)
      ?.times.find(({ instant }) => instant > rest);
    if (next) this.focus.to(next.instant);
  }

  protected showMore(): void {
    if (this.loading()) return;
    this.dayLimit.update((count) => count + DAYS);
    if (this.known().length < this.dayLimit()) this.state.deepen();
  }

  /**
   * Left and right arrows move along the times, up and down to the neighbouring days; Tab moves through all of them.
   */
  protected onKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const target = this.targetOf(event.key, event.target as HTMLElement);
    if (!target) return;
    event.preventDefault();
    target.focus();
  }

  private targetOf(key: string, from: HTMLElement): HTMLElement | undefined {
    const all = (scope: Element | undefined) => [...(scope?.querySelectorAll('button') ?? [])];
    const lists = [...this.host.nativeElement.querySelectorAll('section ul')];
    const list = lists.findIndex((one) => one.contains(from));
    const times = all(lists[list]);
    const at = times.findIndex((one) => one === from);
    const forward =
      getComputedStyle(this.host.nativeElement).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    if (key === 'ArrowLeft' || key === 'ArrowRight') return times[at + (key === forward ? 1 : -1)];
    if (key === 'ArrowDown') return all(lists[list + 1])[0];
    if (key === 'ArrowUp') return all(lists[list - 1])[0];
    if (key === 'Home') return times[0];
    return key === 'End' ? times.at(-1) : undefined;
  }

  private nearName(date: LocalDate): string | null {
    const today = this.state.today();
    if (date === today) return this.t('list.today');
    return date === addDays(today, 1) ? this.t('list.tomorrow') : null;
  }
}
