import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { ReactiveFormsModule } from '@angular/forms';
import { translator } from '../../i18n/translator';
import { Field, FieldControl, liveValue } from '../../ui/field';
import { minutesText } from '../../ui/minutes-text';
import type { EventTypeForm } from './event-type-form';
import { withOwn } from './own-choice';

const BUFFERS = [0, 5, 10, 15, 20, 30, 45, 60, 90, 120];

/** Pauses around bookings and how many of them there may be. */
@Component({
  selector: 'eb-limits-section',
  imports: [Field, FieldControl, ReactiveFormsModule],
  template: `
    <div class="space-y-6" [formGroup]="form()">
      <fieldset>
        <legend class="eb-label">{{ t('buffers') }}</legend>
        <p class="mb-3 text-sm text-on-surface-variant">{{ t('buffers.hint') }}</p>
        <div class="grid gap-4 sm:grid-cols-2">
          <eb-field [label]="t('buffers.before')" [control]="form().controls.bufferBefore">
            <select ebControl class="eb-input" formControlName="bufferBefore">
              @for (minutes of before(); track minutes) {
                <option [ngValue]="minutes">{{ words(minutes) }}</option>
              }
            </select>
          </eb-field>
          <eb-field [label]="t('buffers.after')" [control]="form().controls.bufferAfter">
            <select ebControl class="eb-input" formControlName="bufferAfter">
              @for (minutes of after(); track minutes) {
                <option [ngValue]="minutes">{{ words(minutes) }}</option>
              }
            </select>
          </eb-field>
        </div>
      </fieldset>
      <fieldset formGroupName="limits">
        <legend class="eb-label">{{ t('limits') }}</legend>
        <p class="mb-3 text-sm text-on-surface-variant">{{ t('limits.hint') }}</p>
        <div class="grid gap-4 sm:grid-cols-3">
          <eb-field [label]="t('limits.perDay')" [control]="form().controls.limits.controls.perDay">
            <input
              ebControl
              class="eb-input"
              type="number"
              min="1"
              inputmode="numeric"
              formControlName="perDay"
            />
          </eb-field>
          <eb-field [label]="t('limits.perWeek')" [control]="form().controls.limits.controls.perWeek">
            <input
              ebControl
              class="eb-input"
              type="number"
              min="1"
              inputmode="numeric"
              formControlName="perWeek"
            />
          </eb-field>
          <eb-field [label]="t('limits.minutes')" [control]="form().controls.limits.controls.minutesPerDay">
            <input
              ebControl
              class="eb-input"
              type="number"
              min="5"
              step="5"
              inputmode="numeric"
              formControlName="minutesPerDay"
            />
          </eb-field>
        </div>
      </fieldset>
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LimitsSection {
  readonly form = input.required<EventTypeForm>();

  protected readonly t = translator('portal-event-types');
  private readonly values = liveValue(() => this.form());
  protected readonly before = computed(() => withOwn(BUFFERS, this.values().bufferBefore));
  protected readonly after = computed(() => withOwn(BUFFERS, this.values().bufferAfter));
  protected words(minutes: number): string {
    return minutes ? minutesText(minutes) : this.t('buffers.none');
  }
}
