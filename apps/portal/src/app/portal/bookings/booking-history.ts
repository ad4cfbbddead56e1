import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { Booking, BookingHistoryEntry } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { localDateOf, shortDateText, timeText } from '@expertbook/web-shared/ui/zoned-time';
import { stepText } from './history-words';

/** History of a booking, newest first. */
@Component({
  selector: 'eb-booking-history',
  template: `
    <ol class="space-y-4">
      @for (step of steps(); track $index) {
        <li class="relative flex gap-3 ps-1">
          <span
            class="mt-1.5 size-2.5 shrink-0 rounded-full"
            [class]="$first ? 'bg-primary' : 'bg-outline-variant'"
            aria-hidden="true"
          ></span>
          <div class="min-w-0">
            <p class="font-medium wrap-anywhere">{{ step.text }}</p>
            <p class="text-sm text-on-surface-variant">
              <time [attr.datetime]="step.at">{{ step.when }}</time>
            </p>
          </div>
        </li>
      }
    </ol>
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BookingHistory {
  readonly booking = input.required<Booking>();
  /** Oldest first, as the API returns them. */
  readonly entries = input.required<readonly BookingHistoryEntry[]>();
  readonly zone = input.required<string>();

  private readonly t = translator('portal-bookings');
  protected readonly steps = computed(() => {
    const all = this.entries();
    const zone = this.zone();
    return all
      .map((step, index) => ({
        at: step.at,
        text: stepText(step, index === 0, this.booking(), this.t),
        when: this.t('at', { day: shortDateText(localDateOf(step.at, zone)), time: timeText(step.at, zone) }),
      }))
      .reverse();
  });
}
