import { ChangeDetectionStrategy, Component, computed, forwardRef, input, signal } from '@angular/core';
import type { ControlValueAccessor } from '@angular/forms';
import { NG_VALUE_ACCESSOR } from '@angular/forms';
import { translator } from '@expertbook/web-shared/i18n/translator';

const UNITS = [
  { minutes: 1, label: 'unit.minutes' },
  { minutes: 60, label: 'unit.hours' },
  { minutes: 1440, label: 'unit.days' },
] as const;

/** Form control for a span of time as a number and its unit; the value is in minutes. */
@Component({
  selector: 'eb-span-field',
  template: `
    <div class="flex gap-2">
      <input
        class="eb-input min-w-0 flex-1"
        type="number"
        min="0"
        inputmode="numeric"
        [id]="fieldId()"
        [value]="amount() ?? ''"
        [disabled]="disabled()"
        [attr.aria-describedby]="described()"
        [attr.aria-invalid]="invalid() ? true : null"
        (input)="type($event)"
        (blur)="touched()"
      />
      <select
        class="eb-input w-32 shrink-0"
        [attr.aria-label]="t('unit', { name: name() })"
        [disabled]="disabled()"
        (change)="choose($event)"
      >
        @for (unit of units; track unit.minutes) {
          <option [value]="unit.minutes" [selected]="unit.minutes === unitMinutes()">
            {{ t(unit.label) }}
          </option>
        }
      </select>
    </div>
  `,
  providers: [{ provide: NG_VALUE_ACCESSOR, useExisting: forwardRef(() => SpanField), multi: true }],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SpanField implements ControlValueAccessor {
  readonly name = input.required<string>();
  readonly fieldId = input.required<string>();
  readonly described = input<string | null>(null);
  readonly invalid = input(false);

  protected readonly t = translator('portal-event-types');
  protected readonly units = UNITS;
  private readonly value = signal<number | null>(null);
  protected readonly unitMinutes = signal<number>(60);
  protected readonly disabled = signal(false);
  protected readonly amount = computed(() => {
    const value = this.value();
    return value === null ? null : value / this.unitMinutes();
  });
  protected touched: () => void = () => undefined;
  private changed: (value: number | null) => void = () => undefined;

  writeValue(value: number | null): void {
    this.value.set(value);
    // The largest unit that shows a whole number: 1440 is "1 day", 90 stays "90 minutes".
    const unit = value ? UNITS.findLast((one) => value % one.minutes === 0) : undefined;
    this.unitMinutes.set(unit?.minutes ?? 60);
  }

  registerOnChange(changed: (value: number | null) => void): void {
    this.changed = changed;
  }

  registerOnTouched(touched: () => void): void {
    this.touched = touched;
  }

  setDisabledState(disabled: boolean): void {
    this.disabled.set(disabled);
  }

  protected type(event: Event): void {
    const text = (event.target as HTMLInputElement).value;
    this.emit(text === '' ? null : Math.round(Number(text) * this.unitMinutes()));
  }

  protected choose(event: Event): void {
    const amount = this.amount();
    this.unitMinutes.set(Number((event.target as HTMLSelectElement).value));
    this.emit(amount === null ? null : Math.round(amount * this.unitMinutes()));
  }

  private emit(value: number | null): void {
    this.value.set(value);
    this.changed(value);
  }
}
