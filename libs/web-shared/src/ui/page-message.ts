import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { IconName } from './icon';
import { Icon } from './icon';

/** A page with a single message: not found, could not be read, invalid link. Actions are projected. */
@Component({
  selector: 'eb-page-message',
  imports: [Icon],
  template: `
    <span
      class="grid size-14 place-items-center rounded-full bg-secondary-container text-on-secondary-container"
    >
      <eb-icon [name]="icon()" class="size-7" />
    </span>
    <h1 class="mt-5 text-2xl font-bold">{{ title() }}</h1>
    <p class="mt-2 max-w-md text-balance text-on-surface-variant">{{ text() }}</p>
    <div class="mt-6 flex flex-wrap justify-center gap-3 empty:hidden"><ng-content /></div>
  `,
  host: { class: 'eb-enter m-auto flex flex-col items-center px-6 py-16 text-center' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PageMessage {
  readonly icon = input.required<IconName>();
  readonly title = input.required<string>();
  readonly text = input.required<string>();
}
