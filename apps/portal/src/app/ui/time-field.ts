import { ChangeDetectionStrategy, Component, forwardRef, inject, signal } from '@angular/core';
import type { ControlValueAccessor } from '@angular/forms';
import { NG_VALUE_ACCESSOR } from '@angular/forms';
import type { LocalTime } from '@expertbook/contracts';
import { Field } from './field';
import { TimeInput } from './time-input';
import { parseTime } from './time-of-day';

/**
 * Form control for a time of day in the expert's format, which native time inputs cannot follow. Use it inside a field.
 * A text that cannot be parsed is the control's value unchanged, for a validator to reject.
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
  /** Excludes the text being typed, which would otherwise be reformatted during input. */
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

  /** The form value follows every keystroke, as with a native input. */
  protected type({ target }: Event): void {
    if (target instanceof HTMLInputElement) this.changed(parseTime(target.value) ?? target.value.trim());
  }

  /** Enter submits the form, as in a native input, unless it selects an entry of the list. */
  protected send({ target }: Event): void {
    if (target instanceof HTMLInputElement && !target.getAttribute('aria-activedescendant')) {
      target.form?.requestSubmit();
    }
  }
}
