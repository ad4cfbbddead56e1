import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { ReactiveFormsModule } from '@angular/forms';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Field, FieldControl, valueSignal } from '../../ui/field';
import { minutesText } from '@expertbook/web-shared/ui/minutes-text';
import type { EventTypeForm } from './event-type-form';
import { withCurrent } from './current-choice';

const MINUTES = [0, 5, 10, 15, 20, 30, 45, 60, 90, 120];
const BUFFERS = [
  { name: 'bufferBefore', label: 'buffers.before' },
  { name: 'bufferAfter', label: 'buffers.after' },
] as const;
/** `step` is also the minimum. */
const LIMITS = [
  { name: 'perDay', label: 'limits.perDay', step: 1 },
  { name: 'perWeek', label: 'limits.perWeek', step: 1 },
  { name: 'minutesPerDay', label: 'limits.minutes', step: 5 },
] as const;

/** Buffers around bookings and limits of their number. */
@Component({
  selector: 'eb-limits-section',
  imports: [Field, FieldControl, ReactiveFormsModule],
  template: `
    <div class="space-y-6" [formGroup]="form()">
      <fieldset>
        <legend class="eb-label">{{ t('buffers') }}</legend>
        <p class="mb-3 text-sm text-on-surface-variant">{{ t('buffers.hint') }}</p>
        <div class="grid grid-cols-[repeat(auto-fit,minmax(min(100%,16rem),1fr))] gap-4">
          @for (one of buffers; track one.name) {
            <eb-field [label]="t(one.label)" [control]="form().controls[one.name]">
              <select ebControl class="eb-input" [formControlName]="one.name">
                @for (minutes of choices()[one.name]; track minutes) {
                  <option [ngValue]="minutes">{{ words(minutes) }}</option>
                }
              </select>
            </eb-field>
          }
        </div>
      </fieldset>
      <fieldset formGroupName="limits">
        <legend class="eb-label">{{ t('limits') }}</legend>
        <p class="mb-3 text-sm text-on-surface-variant">{{ t('limits.hint') }}</p>
        <div class="grid gap-4 sm:grid-cols-3">
          @for (one of limits; track one.name) {
            <eb-field [label]="t(one.label)" [control]="form().controls.limits.controls[one.name]">
              <input
                ebControl
                class="eb-input"
                type="number"
                inputmode="numeric"
                [min]="one.step"
                [step]="one.step"
                [formControlName]="one.name"
              />
            </eb-field>
          }
        </div>
      </fieldset>
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LimitsSection {
  readonly form = input.required<EventTypeForm>();

  protected readonly t = translator('portal-event-types');
  private readonly values = valueSignal(() => this.form());
  protected readonly buffers = BUFFERS;
  protected readonly limits = LIMITS;
  protected readonly choices = computed(() => ({
    bufferBefore: withCurrent(MINUTES, this.values().bufferBefore),
    bufferAfter: withCurrent(MINUTES, this.values().bufferAfter),
  }));

  protected words(minutes: number): string {
    return minutes ? minutesText(minutes) : this.t('buffers.none');
  }
}
