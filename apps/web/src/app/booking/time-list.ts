import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { LocalDate, Slot } from '@expertbook/contracts';
import { Hours, dateLocale } from '../ui/locale';
import { longDate, monthTitle, weekdayName } from './date-text';
import type { PartOfDay } from './wall-time';
import { partOfDay, timeText, wallTime } from './wall-time';

interface TimeButton {
  slot: Slot;
  instant: number;
  text: string;
  label: string;
}

/** The free times of one day, by part of the day. A time that is taken fades and closes its gap. */
@Component({
  selector: 'eb-time-list',
  template: `
    <div class="mb-3 flex min-h-11 items-center justify-between gap-3">
      <h2 class="text-lg font-bold" id="eb-day" tabindex="-1">
        {{ heading().day }}<span class="md:sr-only">{{ heading().month }}</span>
      </h2>
      <div role="group" aria-label="Time format" class="flex rounded-lg bg-surface-container p-0.5">
        @for (cycle of cycles; track cycle) {
          <button
            type="button"
            class="min-h-9 rounded-md px-2.5 text-sm font-semibold text-on-surface-variant transition-colors aria-pressed:[background:light-dark(#ffffff,var(--mat-sys-surface-container-highest))] aria-pressed:text-on-surface aria-pressed:shadow-sm"
            [attr.aria-pressed]="hours.cycle() === cycle"
            (click)="hours.choose(cycle)"
          >
            {{ cycle }}h
          </button>
        }
      </div>
    </div>
    <div class="eb-times">
      @for (part of parts(); track part.key) {
        <section class="mb-4 last:mb-0" [attr.aria-label]="part.name">
          <h3 class="mb-2 text-xs font-semibold tracking-wide text-on-surface-variant uppercase">
            {{ part.name }}
          </h3>
          <ul class="grid grid-cols-3 gap-2 sm:grid-cols-4 md:grid-cols-2">
            @for (time of part.times; track time.instant) {
              <li animate.leave="eb-slot-leave">
                <button
                  type="button"
                  class="eb-time"
                  [attr.data-slot]="time.instant"
                  [attr.aria-label]="time.label"
                  (click)="pick.emit(time.slot)"
                >
                  {{ time.text }}
                  @if (time.slot.seatsLeft; as left) {
                    <span class="block text-xs font-medium opacity-80">{{ left }} left</span>
                  }
                </button>
              </li>
            }
          </ul>
        </section>
      }
    </div>
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TimeList {
  readonly date = input.required<LocalDate>();
  readonly slots = input.required<readonly Slot[]>();
  /** How the zone is called in accessible names. */
  readonly zoneName = input.required<string>();
  readonly pick = output<Slot>();

  protected readonly hours = inject(Hours);
  protected readonly cycles = ['12', '24'] as const;
  private readonly locale = dateLocale();
  protected readonly heading = computed(() => {
    const weekday = weekdayName(this.date(), this.locale, 'long');
    return {
      day: `${weekday} ${Number(this.date().slice(8))}`,
      month: ` ${monthTitle(this.date().slice(0, 7), this.locale).month}`,
    };
  });
  protected readonly parts = computed(() => {
    const date = longDate(this.date(), this.locale);
    const parts = new Map<PartOfDay, TimeButton[]>();
    for (const slot of this.slots()) {
      const { time } = wallTime(slot.start);
      const text = timeText(time, this.hours.cycle());
      const seats = slot.seatsLeft ? `, ${slot.seatsLeft} places left` : '';
      const button = {
        slot,
        instant: Date.parse(slot.start),
        text,
        label: `${text}, ${date}, ${this.zoneName()} time${seats}`,
      };
      const part = partOfDay(time);
      parts.set(part, [...(parts.get(part) ?? []), button]);
    }
    return [...parts].map(([name, times]) => ({ name, times, key: `${this.date()} ${name}` }));
  });
}
