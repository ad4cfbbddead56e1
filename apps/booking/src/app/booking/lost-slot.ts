import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { ErrorCode, Problem } from '@expertbook/contracts';
import type { TextKey } from '@expertbook/web-shared/i18n/translator';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { Hours, dateLocale } from '@expertbook/web-shared/platform/locale';
import { shortDate } from './date-text';
import type { Fate } from './lost-time';
import type { WallTime } from './wall-time';
import { timeText } from './wall-time';

interface LostTexts {
  title: TextKey<'booking-form'>;
  text: TextKey<'booking-form'>;
}

const TEXTS: Partial<Record<ErrorCode, LostTexts>> = {
  slot_taken: { title: 'lost.taken', text: 'lost.takenText' },
  slot_held: { title: 'lost.held', text: 'lost.heldText' },
  min_notice: { title: 'lost.soon', text: 'lost.soonText' },
  in_the_past: { title: 'lost.past', text: 'lost.pastText' },
};
const STATUS_TEXTS: Readonly<Record<NonNullable<Fate>, LostTexts>> = {
  free: { title: 'lost.free', text: 'lost.freeText' },
  held: { title: 'lost.held', text: 'lost.heldText' },
  booked: { title: 'lost.taken', text: 'lost.takenText' },
};
const OTHERWISE: LostTexts = { title: 'lost.other', text: 'lost.otherText' };

export interface Alternative {
  instant: number;
  wall: WallTime;
}

/**
 * The chosen time is not available: explains why, follows its current state, and offers it again when it is free, or
 * else the nearest free times.
 */
@Component({
  selector: 'eb-lost-slot',
  imports: [Icon],
  template: `
    <section
      role="alert"
      class="eb-enter rounded-2xl bg-tertiary-container p-4 text-on-tertiary-container sm:p-5"
      aria-labelledby="eb-lost"
    >
      <h3 id="eb-lost" class="flex items-center gap-2 font-bold">
        <eb-icon name="clock" /> {{ t(words().title) }}
      </h3>
      <p class="mt-1">
        {{ t(words().text) }}
        @if (fate() === 'free') {
          {{ t('lost.stays') }}
        } @else if (buttons().length > 0) {
          {{ t('lost.nearest') }}
        } @else {
          {{ t('lost.stays') }}
        }
      </p>
      @if (fate() === 'free') {
        <button type="button" class="mt-3 eb-button eb-button-primary" (click)="retake.emit()">
          {{ t('lost.retake') }}
        </button>
      }
      <ul class="mt-3 flex flex-wrap gap-2 empty:hidden">
        @for (button of buttons(); track button.instant) {
          <li>
            <button
              type="button"
              class="eb-button bg-card whitespace-nowrap text-on-surface tabular-nums hover:bg-surface-container max-sm:!gap-1.5 max-sm:!px-3"
              (click)="pick.emit(button.instant)"
            >
              <span class="font-medium">{{ button.date }}</span> {{ button.time }}
            </button>
          </li>
        }
      </ul>
      <button
        type="button"
        class="mt-2 inline-flex min-h-11 items-center font-semibold underline underline-offset-4"
        (click)="all.emit()"
      >
        {{ t('lost.all') }}
      </button>
    </section>
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LostSlot {
  readonly problem = input.required<Problem>();
  readonly alternatives = input.required<readonly Alternative[]>();
  /** Current state of the lost time. */
  readonly fate = input<Fate>(null);
  readonly pick = output<number>();
  readonly retake = output<void>();
  readonly all = output<void>();

  private readonly hours = inject(Hours);
  protected readonly t = translator('booking-form');
  protected readonly words = computed(() => {
    const fate = this.fate();
    return fate ? STATUS_TEXTS[fate] : (TEXTS[this.problem().code] ?? OTHERWISE);
  });
  protected readonly buttons = computed(() =>
    this.alternatives().map(({ instant, wall }) => ({
      instant,
      time: timeText(wall.time, this.hours.cycle()),
      date: shortDate(wall.date, dateLocale()),
    })),
  );
}
