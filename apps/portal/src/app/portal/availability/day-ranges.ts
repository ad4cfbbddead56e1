import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { TimeRange } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { TimeInput } from '../../ui/time-input';
import { rangeProblems } from './hours-rules';

let count = 0;

/** The ranges of one day, each with its error text. */
@Component({
  selector: 'eb-day-ranges',
  imports: [Icon, TimeInput],
  template: `
    <ul class="space-y-2">
      @for (range of ranges(); track $index; let i = $index) {
        <li>
          <div class="flex items-center gap-1.5 sm:gap-2">
            <eb-time-input
              [name]="t('range.from', { day: day() })"
              [time]="range.start"
              [invalid]="!!problems()[i]"
              [described]="problems()[i] ? id + i : null"
              (timeChange)="set(i, { start: $event, end: range.end })"
            />
            <span aria-hidden="true" class="shrink-0 text-on-surface-variant">–</span>
            <eb-time-input
              end
              [name]="t('range.until', { day: day() })"
              [time]="range.end"
              [after]="range.start"
              [invalid]="!!problems()[i]"
              [described]="problems()[i] ? id + i : null"
              (timeChange)="set(i, { start: range.start, end: $event })"
            />
            <button
              type="button"
              class="eb-icon-button"
              [attr.aria-label]="t('range.remove', { day: day() })"
              (click)="remove(i)"
            >
              <eb-icon name="x" />
            </button>
          </div>
          @if (problems()[i]; as problem) {
            <p class="eb-error max-w-sm" role="alert" [id]="id + i">
              <eb-icon name="warning" class="mt-0.5 size-4" /> <span>{{ problem }}</span>
            </p>
          }
        </li>
      }
    </ul>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DayRanges {
  readonly ranges = input.required<readonly TimeRange[]>();
  readonly day = input.required<string>();
  readonly rangesChange = output<TimeRange[]>();

  protected readonly t = translator('portal-availability');
  protected readonly id = `eb-range-${++count}-`;
  protected readonly problems = computed(() => rangeProblems(this.ranges(), this.t));

  protected set(at: number, range: TimeRange): void {
    this.rangesChange.emit(this.ranges().map((one, i) => (i === at ? range : one)));
  }

  protected remove(at: number): void {
    this.rangesChange.emit(this.ranges().filter((_, i) => i !== at));
  }
}
