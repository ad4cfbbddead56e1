import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import type { Booking, IsoInstant, LocalDate, SlotsResponse } from '@expertbook/contracts';
import { ExpertBookingsApi } from '../../data/expert-bookings-api';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { Loadable } from '@expertbook/web-shared/ui/loadable';
import { addDays } from '@expertbook/web-shared/ui/calendar-dates';
import {
  dateRangeText,
  localDateOf,
  shortDateText,
  timeText,
  weekdayText,
} from '@expertbook/web-shared/ui/zoned-time';

const DAYS = 7;

/** A week of start times to which a booking can be rescheduled, in the expert's zone. */
@Component({
  selector: 'eb-reschedule-times',
  imports: [Icon],
  template: `
    <div class="mb-2 flex items-center justify-between gap-2">
      <p class="font-semibold" aria-live="polite">{{ span() }}</p>
      <div class="flex">
        <button
          type="button"
          class="eb-icon-button"
          [disabled]="from() <= today()"
          [attr.aria-label]="t('times.earlier')"
          (click)="step(-1)"
        >
          <eb-icon name="chevron-left" class="rtl:-scale-x-100" />
        </button>
        <button type="button" class="eb-icon-button" [attr.aria-label]="t('times.later')" (click)="step(1)">
          <eb-icon name="chevron-right" class="rtl:-scale-x-100" />
        </button>
      </div>
    </div>
    <div class="grid grid-cols-7 gap-1" role="group" [attr.aria-label]="span()">
      @for (day of days(); track day.date) {
        <button
          type="button"
          class="flex min-h-14 flex-col items-center justify-center rounded-xl text-sm font-semibold enabled:hover:bg-surface-container disabled:text-on-surface-variant disabled:opacity-60 aria-pressed:bg-primary-container aria-pressed:text-on-primary-container"
          [attr.aria-label]="day.name"
          [attr.aria-pressed]="day.date === date()"
          [disabled]="day.count === 0"
          (click)="chosen.set(day.date)"
        >
          <span class="text-xs font-medium">{{ day.weekday }}</span>
          <span class="text-base tabular-nums">{{ day.number }}</span>
        </button>
      }
    </div>
    <div class="mt-3 min-h-24" aria-live="polite">
      @switch (read.status()) {
        @case ('loading') {
          <div class="grid grid-cols-4 gap-2 large-text:grid-cols-2" role="status">
            <span class="sr-only">{{ t('times.loading') }}</span>
            @for (n of [1, 2, 3, 4, 5, 6, 7, 8]; track n) {
              <div class="eb-skeleton h-10"></div>
            }
          </div>
        }
        @case ('failed') {
          <p class="text-sm text-on-surface-variant">{{ t('times.failed') }}</p>
        }
        @default {
          @if (times().length) {
            <div class="grid grid-cols-4 gap-2 large-text:grid-cols-2">
              @for (time of times(); track time.start) {
                <button
                  type="button"
                  class="eb-button eb-button-outline min-h-10 px-1 whitespace-nowrap tabular-nums max-sm:text-sm aria-pressed:border-primary! aria-pressed:bg-primary-container! aria-pressed:text-on-primary-container!"
                  [attr.aria-pressed]="time.start === value()"
                  (click)="picked.emit(time.start)"
                >
                  {{ time.text }}
                </button>
              }
            </div>
          } @else {
            <p class="rounded-xl bg-surface-container px-4 py-5 text-center text-sm text-on-surface-variant">
              {{ t('times.none') }}
            </p>
          }
        }
      }
    </div>
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RescheduleTimes {
  readonly booking = input.required<Booking>();
  /** The selected start, as the API writes it; null for none of these. */
  readonly value = input<IsoInstant | null>(null);
  /** A start as the API writes it, in the expert's zone. */
  readonly picked = output<IsoInstant>();

  protected readonly t = translator('portal-parts');
  private readonly api = inject(ExpertBookingsApi);
  private readonly now = inject(Clock).now;
  protected readonly read = new Loadable<SlotsResponse>();

  private readonly zone = computed(() => this.booking().expert.timeZone);
  protected readonly today = computed(() => localDateOf(this.now(), this.zone()));
  private readonly asked = signal<LocalDate | null>(null);
  protected readonly from = computed<LocalDate>(() => {
    const first = this.asked() ?? this.booking().start.slice(0, 10);
    return first < this.today() ? this.today() : first;
  });
  protected readonly chosen = signal<LocalDate | null>(null);
  protected readonly days = computed(() => {
    const slots = this.read.value()?.slots ?? {};
    return Array.from({ length: DAYS }, (_, index) => {
      const date = addDays(this.from(), index);
      const count = slots[date]?.length ?? 0;
      const name = this.t('times.day', { day: shortDateText(date), times: this.t('times.count', { count }) });
      return { date, count, name, weekday: weekdayText(date), number: Number(date.slice(8)) };
    });
  });
  protected readonly date = computed(() => {
    const free = this.days().filter((day) => day.count > 0);
    return (free.find((day) => day.date === this.chosen()) ?? free[0])?.date ?? null;
  });
  protected readonly times = computed(() => {
    const date = this.date();
    const slots = date ? (this.read.value()?.slots[date] ?? []) : [];
    return slots.map(({ start }) => ({ start, text: timeText(start, this.zone()) }));
  });
  protected readonly span = computed(() => dateRangeText(this.from(), addDays(this.from(), DAYS - 1)));

  constructor() {
    effect(() => {
      const from = this.from();
      const { uid, expert } = this.booking();
      untracked(
        () =>
          void this.read.load(() =>
            this.api.rescheduleTimes(uid, {
              start: from,
              end: addDays(from, DAYS - 1),
              timeZone: expert.timeZone,
            }),
          ),
      );
    });
  }

  protected step(weeks: number): void {
    this.chosen.set(null);
    this.asked.set(addDays(this.from(), weeks * DAYS));
  }
}
