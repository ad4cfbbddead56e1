import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { LATE_ICONS } from '@expertbook/presentation/late-icons';

/** A short notice above the content it concerns. Screen readers announce errors at once. */
@Component({
  selector: 'eb-notice',
  imports: [Icon],
  template: `
    <div
      class="flex items-start gap-3 rounded-xl px-4 py-3 text-sm"
      [class]="look()"
      [attr.role]="kind() === 'error' ? 'alert' : 'status'"
    >
      <eb-icon [path]="kind() === 'info' ? info : undefined" name="warning" class="mt-px" />
      <div class="min-w-0 flex-1"><ng-content /></div>
    </div>
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Notice {
  protected readonly info = LATE_ICONS.info;
  readonly kind = input<'info' | 'warning' | 'error'>('info');
  protected readonly look = computed(() =>
    this.kind() === 'error'
      ? 'bg-error-container text-on-error-container'
      : this.kind() === 'warning'
        ? 'bg-tertiary-container text-on-tertiary-container'
        : 'bg-secondary-container text-on-secondary-container',
  );
}
