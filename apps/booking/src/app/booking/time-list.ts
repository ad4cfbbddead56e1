import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { IsoInstant, LocalDate, Slot } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Hours, dateLocale } from '@expertbook/web-shared/platform/locale';
import { dayAlone, dayAndMonth } from './date-text';
import { SlotFocus } from './slot-focus';
import type { TimeButton } from './time-button';
import { timeButtons } from './time-button';
import type { PartOfDay } from './wall-time';
import { partOfDay, wallTime } from './wall-time';

/** The times of one day, by part of the day. A held one fades in its place; a taken one closes its gap. */
@Component({
  selector: 'eb-time-list',
  template: `
    <div class="mb-3 flex min-h-11 items-center">
      <h2 class="text-lg font-bold" id="eb-day" tabindex="-1">
        <span class="md:sr-only">{{ heading().long }}</span>
        <span class="max-md:hidden" aria-hidden="true">{{ heading().short }}</span>
      </h2>
    </div>
    <div class="eb-times">
      @for (part of parts(); track part.key) {
        <section class="mb-4 last:mb-0" [attr.aria-label]="partText(part.name)">
          <h3 class="mb-2 text-xs font-semibold tracking-wide text-on-surface-variant uppercase">
            {{ partText(part.name) }}
          </h3>
          <ul class="grid grid-cols-3 gap-2 sm:grid-cols-4 md:grid-cols-2">
            @for (time of part.times; track time.instant) {
              <li animate.leave="eb-slot-leave">
                <button
                  type="button"
                  class="eb-time"
                  [class.eb-time-held]="time.held"
                  [attr.data-slot]="time.instant"
                  [attr.aria-label]="time.label"
                  [attr.aria-disabled]="time.held ? true : null"
                  (click)="choose(time)"
                >
                  {{ time.text }}
                  @if (time.held) {
                    <span class="block text-xs font-medium">{{ t('times.held') }}</span>
                  } @else if (time.slot.seatsLeft; as left) {
                    <span class="block text-xs font-medium opacity-80">{{
                      t('times.left', { count: left })
                    }}</span>
                  }
                </button>
              </li>
            }
          </ul>
        </section>
      }
    </div>
  `,
  providers: [SlotFocus],
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TimeList {
  readonly date = input.required<LocalDate>();
  readonly slots = input.required<readonly Slot[]>();
  /** Starts that other clients hold right now. */
  readonly held = input<readonly IsoInstant[]>([]);
  /** Name of the zone in accessible names. */
  readonly zoneName = input.required<string>();
  readonly pick = output<Slot>();

  protected readonly t = translator('booking');
  private readonly hours = inject(Hours);
  /** Where no calendar is visible the heading names the month. */
  protected readonly heading = computed(() => ({
    long: dayAndMonth(this.date(), dateLocale()),
    short: dayAlone(this.date(), dateLocale()),
  }));
  protected readonly parts = computed(() => {
    const times = timeButtons(this.date(), this.slots(), this.held(), {
      t: this.t,
      cycle: this.hours.cycle(),
      zoneName: this.zoneName(),
    });
    const parts = new Map<PartOfDay, TimeButton[]>();
    for (const time of times) {
      const part = partOfDay(wallTime(time.slot.start).time);
      parts.set(part, [...(parts.get(part) ?? []), time]);
    }
    return [...parts].map(([name, times]) => ({ name, times, key: `${this.date()} ${name}` }));
  });

  constructor() {
    inject(SlotFocus).follow(() =>
      this.parts()
        .flatMap(({ times }) => times)
        .map(({ instant }) => instant),
    );
  }

  protected partText(part: PartOfDay): string {
    return this.t(`times.${part}`);
  }

  protected choose(time: TimeButton): void {
    if (!time.held) this.pick.emit(time.slot);
  }
}
