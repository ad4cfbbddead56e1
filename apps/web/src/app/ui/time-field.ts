import { ChangeDetectionStrategy, Component, forwardRef, inject, signal } from '@angular/core';
import type { ControlValueAccessor } from '@angular/forms';
import { NG_VALUE_ACCESSOR } from '@angular/forms';
import type { LocalTime } from '@expertbook/contracts';
import { Field } from './field';
import { TimeInput } from './time-input';
import { parseTime } from './time-of-day';

/**
 * A time of day of a form, written as the expert writes times, which browsers' own boxes cannot be told. Stands inside a
 * field. What cannot be read is the control's value as it is, for a validator to refuse.
 */
@Component({
  selector: 'eb-time-field',
  imports: [TimeInput],
  template: `
    <eb-time-input
      class="w-full! [&_input]:px-3.5 [&_input]:text-start"
      [box]="field.id"
      [name]="field.label()"
      [time]="shown()"
      [invalid]="field.error() !== ''"
      [described]="field.describedBy()"
      (timeChange)="commit($event)"
      (input)="type($event)"
      (focusout)="touched()"
      (keydown.enter)="send($event)"
    />
  `,
  providers: [{ provide: NG_VALUE_ACCESSOR, useExisting: forwardRef(() => TimeField), multi: true }],
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TimeField implements ControlValueAccessor {
  protected readonly field = inject(Field);
  /** Not what is being typed, or the box would be written under the fingers. */
  protected readonly shown = signal<LocalTime>('');
  private changed: (value: LocalTime) => void = () => undefined;
  protected touched: () => void = () => undefined;

  writeValue(value: LocalTime | null): void {
    this.shown.set(value ?? '');
  }

  registerOnChange(changed: (value: LocalTime) => void): void {
    this.changed = changed;
  }

  registerOnTouched(touched: () => void): void {
    this.touched = touched;
  }

  protected commit(time: LocalTime): void {
    this.shown.set(time);
    this.changed(time);
  }

  /** The form knows what is typed as it is typed, as with any box. */
  protected type({ target }: Event): void {
    if (target instanceof HTMLInputElement) this.changed(parseTime(target.value) ?? target.value.trim());
  }

  /** As Enter does in any box of a form, unless it picks one of the times. */
  protected send({ target }: Event): void {
    if (target instanceof HTMLInputElement && !target.getAttribute('aria-activedescendant')) {
      target.form?.requestSubmit();
    }
  }
}
