import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Icon } from '@expertbook/web-shared/ui/icon';

/** A collapsible part of the form for rarely used settings: collapsed, it summarizes them in one line. */
@Component({
  selector: 'eb-form-section',
  imports: [Icon],
  template: `
    <details class="eb-card group" [attr.data-fields]="fields()">
      <summary class="flex list-none items-center gap-4 rounded-[1.25rem] p-5 sm:px-6">
        <span class="min-w-0 flex-1">
          <span class="block text-lg font-semibold">{{ title() }}</span>
          <span class="block text-sm text-on-surface-variant group-open:hidden">{{ words() }}</span>
        </span>
        <eb-icon name="chevron-down" class="transition-transform group-open:rotate-180" />
      </summary>
      <div class="border-t border-outline-variant p-5 sm:p-6">
        <ng-content />
      </div>
    </details>
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FormSection {
  readonly title = input.required<string>();
  readonly words = input.required<string>();
  /** Names of its controls; a rejected one expands the section. */
  readonly fields = input.required<string>();
}
