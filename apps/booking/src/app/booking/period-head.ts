import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { Icon } from '@expertbook/web-shared/ui/icon';

/** Header of a month or a week: its name, which is projected, and buttons for the previous and next one. */
@Component({
  selector: 'eb-period-head',
  imports: [Icon],
  template: `
    <ng-content />
    <div class="-me-2 flex shrink-0">
      <button
        type="button"
        class="eb-icon-button"
        [attr.aria-label]="previous()"
        [disabled]="!hasPrevious()"
        (click)="step.emit(-1)"
      >
        <eb-icon name="chevron-left" class="rtl:[scale:-1_1]" />
      </button>
      <button
        type="button"
        class="eb-icon-button"
        [attr.aria-label]="next()"
        [disabled]="!hasNext()"
        (click)="step.emit(1)"
      >
        <eb-icon name="chevron-right" class="rtl:[scale:-1_1]" />
      </button>
    </div>
  `,
  host: { class: 'mb-3 flex items-center justify-between gap-3' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PeriodHead {
  /** Accessible names of the two buttons. */
  readonly previous = input.required<string>();
  readonly next = input.required<string>();
  readonly hasPrevious = input.required<boolean>();
  readonly hasNext = input.required<boolean>();
  /** One period back or forward. */
  readonly step = output<-1 | 1>();
}
