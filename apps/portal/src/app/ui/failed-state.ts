import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { WebProblem } from '@expertbook/web-shared/data/problem';
import { problemText } from '@expertbook/web-shared/i18n/problem-text';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Icon } from '@expertbook/web-shared/ui/icon';

/** Error state of a read: what happened, and a button that retries. */
@Component({
  selector: 'eb-failed-state',
  imports: [Icon],
  template: `
    <div role="alert" class="flex flex-col items-center gap-3 eb-card px-6 py-12 text-center">
      <span class="grid size-12 place-items-center rounded-full bg-error-container text-on-error-container">
        <eb-icon [name]="offline() ? 'wifi-off' : 'warning'" class="size-6" />
      </span>
      <p class="text-lg font-semibold">{{ title() }}</p>
      <p class="max-w-md text-balance text-on-surface-variant">{{ text() }}</p>
      <button type="button" class="eb-button eb-button-outline" (click)="again.emit()">
        <eb-icon name="refresh" /> {{ t('again') }}
      </button>
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FailedState {
  readonly title = input.required<string>();
  readonly problem = input<WebProblem | null>(null);
  readonly again = output<void>();
  protected readonly t = translator('ui');
  private readonly words = problemText();
  protected readonly text = computed(() => {
    const problem = this.problem();
    return problem ? this.words(problem) : '';
  });
  protected readonly offline = computed(() => this.problem()?.status === 0);
}
