import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { LATE_ICONS } from '@expertbook/presentation/late-icons';
import type { HoldState } from './hold-keeper';

const SOON_SECONDS = 60;

/**
 * Shows that the time is on hold for the visitor, and how long still. Announced to screen readers only near the end.
 */
@Component({
  selector: 'eb-hold-clock',
  imports: [Icon],
  template: `
    @if (secondsLeft() !== null) {
      <p
        class="eb-enter inline-flex items-center gap-2 rounded-full px-3 py-1.5 text-sm font-medium"
        [class]="
          soon()
            ? 'bg-tertiary-container text-on-tertiary-container'
            : 'bg-primary-container text-on-primary-container'
        "
      >
        <eb-icon [path]="late.lock" class="size-4" />
        <span
          >{{ t('hold.reserved') }} <span class="tabular-nums" dir="ltr">{{ clock() }}</span></span
        >
      </p>
    } @else if (state().kind === 'expired') {
      <p
        class="eb-enter flex items-start gap-2 rounded-xl bg-tertiary-container px-3 py-2 text-sm text-on-tertiary-container"
      >
        <eb-icon name="clock" class="mt-0.5 size-4" />
        <span>{{ t('hold.ended') }}</span>
      </p>
    } @else if (state().kind === 'claiming') {
      <p class="inline-flex items-center gap-2 px-1 py-1.5 text-sm text-on-surface-variant">
        <span class="eb-spinner" aria-hidden="true"></span> {{ t('hold.claiming') }}
      </p>
    }
    <span class="sr-only" role="status">{{ spoken() }}</span>
  `,
  host: { class: 'block min-h-9' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class HoldClock {
  readonly state = input.required<HoldState>();
  readonly secondsLeft = input.required<number | null>();

  protected readonly late = LATE_ICONS;
  protected readonly t = translator('booking-form');
  protected readonly soon = computed(() => (this.secondsLeft() ?? Infinity) <= SOON_SECONDS);
  protected readonly clock = computed(() => {
    const seconds = this.secondsLeft() ?? 0;
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  });
  protected readonly spoken = computed(() => {
    if (this.state().kind === 'expired') return this.t('hold.endedSpoken');
    return this.soon() ? this.t('hold.soon') : '';
  });
}
