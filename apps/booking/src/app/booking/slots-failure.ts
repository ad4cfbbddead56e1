import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import type { Problem } from '@expertbook/contracts';
import { problemText } from '@expertbook/web-shared/i18n/problem-text';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Icon } from '@expertbook/web-shared/ui/icon';

/** Free times could not be read: shows the reason and a button that retries. */
@Component({
  selector: 'eb-slots-failure',
  imports: [Icon],
  template: `
    <eb-icon name="wifi-off" class="size-8 text-on-surface-variant" />
    <p class="font-bold">{{ t('flow.notLoaded') }}</p>
    <p class="max-w-sm text-on-surface-variant">{{ problemText(problem()) }}</p>
    <button type="button" class="eb-button eb-button-outline" (click)="again.emit()">
      <eb-icon name="refresh" /> {{ t('again') }}
    </button>
  `,
  host: {
    role: 'alert',
    class: 'flex min-h-80 flex-col items-center justify-center gap-3 px-4 py-8 text-center',
  },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SlotsFailure {
  readonly problem = input.required<Problem>();
  readonly again = output<void>();

  protected readonly t = translator('booking');
  protected readonly problemText = problemText();
}
