import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { IconName } from '@expertbook/web-shared/ui/icon';
import { Icon } from '@expertbook/web-shared/ui/icon';

/** Empty state: explains what this list is for; the action that fills it is projected. */
@Component({
  selector: 'eb-empty-state',
  imports: [Icon],
  template: `
    <div
      class="flex flex-col items-center gap-2 rounded-2xl border border-dashed border-outline-variant px-6 py-12 text-center"
    >
      <span
        class="mb-1 grid size-12 place-items-center rounded-full bg-primary-container text-on-primary-container"
      >
        <eb-icon [name]="icon()" class="size-6" />
      </span>
      <p class="text-lg font-semibold">{{ title() }}</p>
      <p class="mb-3 max-w-md text-balance text-on-surface-variant">{{ text() }}</p>
      <ng-content />
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EmptyState {
  readonly icon = input.required<IconName>();
  readonly title = input.required<string>();
  readonly text = input.required<string>();
}
