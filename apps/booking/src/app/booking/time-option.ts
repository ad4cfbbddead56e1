import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { translator } from '@expertbook/web-shared/i18n/translator';
import type { TimeButton } from './time-button';

/** One time in the week or the list, drawn as in `time-list.ts`. */
@Component({
  // eslint-disable-next-line @angular-eslint/component-selector -- the button itself is the time
  selector: 'button[ebTime]',
  template: `
    {{ time().text }}
    @if (time().held) {
      <span class="block text-xs font-medium whitespace-normal">{{ t('times.held') }}</span>
    } @else if (time().slot.seatsLeft; as left) {
      <span class="block text-xs font-medium opacity-80">{{ t('times.left', { count: left }) }}</span>
    }
  `,
  host: {
    type: 'button',
    class: 'eb-time',
    '[class.eb-time-held]': 'time().held',
    '[attr.data-slot]': 'time().instant',
    '[attr.aria-label]': 'time().label',
    '[attr.aria-disabled]': 'time().held ? true : null',
  },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TimeOption {
  readonly time = input.required<TimeButton>({ alias: 'ebTime' });
  protected readonly t = translator('booking');
}
