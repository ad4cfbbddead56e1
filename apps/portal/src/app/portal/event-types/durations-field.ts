import { ChangeDetectionStrategy, Component, computed, forwardRef, inject, signal } from '@angular/core';
import type { ControlValueAccessor } from '@angular/forms';
import { NG_VALUE_ACCESSOR } from '@angular/forms';
import { GRID_MINUTES } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Field } from '../../ui/field';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { minutesText } from '@expertbook/web-shared/ui/minutes-text';

const USUAL = [15, 30, 45, 60, 90];
const MAX_MINUTES = 1_440;
const MAX_CHOICES = 10;

/**
 * One or several durations in minutes: toggles for common ones and an input for any other. The first entry of the value
 * is the preselected one.
 */
@Component({
  selector: 'eb-durations-field',
  imports: [Icon],
  template: `
    <div class="flex flex-wrap gap-2" role="group" [attr.aria-label]="field.label()">
      @for (minutes of choices(); track minutes) {
        <button
          type="button"
          class="eb-button eb-button-outline min-h-11 px-3.5"
          [class]="
            value().includes(minutes)
              ? 'border-primary! bg-primary-container! text-on-primary-container!'
              : ''
          "
          [attr.aria-pressed]="value().includes(minutes)"
          (click)="toggle(minutes)"
        >
          @if (value().includes(minutes)) {
            <eb-icon name="check" class="size-4" />
          }
          {{ words(minutes) }}
        </button>
      }
      <span class="relative">
        <input
          #own
          class="eb-input w-36 pe-11"
          type="number"
          min="5"
          max="1440"
          step="5"
          inputmode="numeric"
          [placeholder]="t('durations.other')"
          [attr.aria-label]="t('durations.another')"
          [id]="field.id"
          [attr.aria-describedby]="field.describedBy()"
          [attr.aria-invalid]="field.error() || refusal() ? true : null"
          (keydown.enter)="$event.preventDefault(); add(own)"
          (blur)="add(own)"
        />
        <button
          type="button"
          class="eb-icon-button absolute top-1/2 end-px -translate-y-1/2"
          [attr.aria-label]="t('durations.add')"
          (click)="add(own)"
        >
          <eb-icon name="plus" />
        </button>
      </span>
    </div>
    @if (refusal()) {
      <p class="eb-error" role="alert">{{ refusal() }}</p>
    }
    @if (value().length > 1) {
      <label class="mt-3 flex flex-wrap items-center gap-2 text-sm">
        {{ t('durations.preselected') }}
        <select class="eb-input w-auto min-h-10 py-1" (change)="prefer($event)">
          @for (minutes of chosen(); track minutes) {
            <option [value]="minutes" [selected]="minutes === value()[0]">{{ words(minutes) }}</option>
          }
        </select>
      </label>
    }
  `,
  providers: [{ provide: NG_VALUE_ACCESSOR, useExisting: forwardRef(() => DurationsField), multi: true }],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DurationsField implements ControlValueAccessor {
  protected readonly t = translator('portal-event-types');
  protected readonly field = inject(Field);
  protected readonly value = signal<readonly number[]>([]);
  protected readonly refusal = signal('');
  protected readonly chosen = computed(() => [...this.value()].sort((a, b) => a - b));
  protected readonly choices = computed(() =>
    [...new Set([...USUAL, ...this.value()])].sort((a, b) => a - b),
  );
  protected readonly words = minutesText;
  private changed: (value: number[]) => void = () => undefined;
  private touched: () => void = () => undefined;

  writeValue(value: number[] | null): void {
    this.value.set(value ?? []);
  }

  registerOnChange(changed: (value: number[]) => void): void {
    this.changed = changed;
  }

  registerOnTouched(touched: () => void): void {
    this.touched = touched;
  }

  protected toggle(minutes: number): void {
    const value = this.value();
    if (!value.includes(minutes)) this.emit([...value, minutes]);
    else if (value.length > 1) this.emit(value.filter((one) => one !== minutes));
    else this.refusal.set(this.t('refused.lastDuration'));
  }

  protected add(box: HTMLInputElement): void {
    if (box.value === '' && box.validity.valid) {
      this.touched();
      return;
    }
    const minutes = Number(box.value);
    if (
      !Number.isInteger(minutes) ||
      minutes < GRID_MINUTES ||
      minutes > MAX_MINUTES ||
      minutes % GRID_MINUTES
    ) {
      this.refusal.set(this.t('refused.duration'));
      return;
    }
    if (this.value().length >= MAX_CHOICES && !this.value().includes(minutes)) {
      this.refusal.set(this.t('refused.durations', { most: MAX_CHOICES }));
      return;
    }
    box.value = '';
    if (!this.value().includes(minutes)) this.emit([...this.value(), minutes]);
  }

  protected prefer(event: Event): void {
    const minutes = Number((event.target as HTMLSelectElement).value);
    this.emit([minutes, ...this.chosen().filter((one) => one !== minutes)]);
  }

  private emit(value: number[]): void {
    this.refusal.set('');
    const [first, ...rest] = value;
    const sorted = first === undefined ? [] : [first, ...rest.sort((a, b) => a - b)];
    this.value.set(sorted);
    this.changed(sorted);
    this.touched();
  }
}
