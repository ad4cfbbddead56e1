import {
  ChangeDetectionStrategy,
  Component,
  Directive,
  booleanAttribute,
  computed,
  effect,
  inject,
  input,
  signal,
} from '@angular/core';
import type { Signal } from '@angular/core';
import type { AbstractControl } from '@angular/forms';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { errorText } from './form-rules';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { PointerPress } from '@expertbook/web-shared/ui/pointer-press';

let count = 0;

/**
 * A labelled control with its hint and, once touched, its error message. The control itself is projected and marked
 * with `ebControl`, which ties label, hint and error to it for assistive technology.
 */
@Component({
  selector: 'eb-field',
  imports: [Icon],
  template: `
    <label class="eb-label" [for]="id">
      {{ label() }}
      @if (optional()) {
        <span class="font-normal text-on-surface-variant">{{ t('optional') }}</span>
      }
    </label>
    <ng-content />
    @if (error(); as error) {
      <p class="eb-error" [id]="id + '-error'">
        <eb-icon name="warning" class="mt-0.5 size-4" /> <span>{{ error }}</span>
      </p>
    } @else if (hint()) {
      <p class="mt-1.5 text-sm text-on-surface-variant" [id]="id + '-hint'">{{ hint() }}</p>
    }
  `,
  host: { class: 'block min-w-0' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Field {
  readonly label = input.required<string>();
  readonly control = input.required<AbstractControl>();
  readonly hint = input('');
  readonly optional = input(false, { transform: booleanAttribute });

  protected readonly t = translator('ui');
  readonly id = `eb-field-${++count}`;
  private readonly changes = signal(0);
  readonly error = computed(() => {
    this.changes();
    const control = this.control();
    return control.touched && control.invalid ? errorText(control) : '';
  });
  readonly describedBy = computed(() =>
    this.error() ? `${this.id}-error` : this.hint() ? `${this.id}-hint` : null,
  );

  constructor() {
    const press = inject(PointerPress);
    effect((onCleanup) => {
      const watched = this.control().events.subscribe(() =>
        press.after(() => this.changes.update((n) => n + 1)),
      );
      onCleanup(() => watched.unsubscribe());
    });
  }
}

/** Marks the input, textarea or select inside a field. */
@Directive({
  selector: '[ebControl]',
  host: {
    '[id]': 'field.id',
    '[attr.aria-invalid]': 'field.error() ? true : null',
    '[attr.aria-describedby]': 'field.describedBy()',
  },
})
export class FieldControl {
  protected readonly field = inject(Field);
}

/**
 * Value of a control, given by an input, as a signal; groups include their disabled controls. Call it in an injection
 * context.
 */
export function valueSignal<T>(
  control: () => AbstractControl<unknown, unknown> & { getRawValue(): T },
): Signal<T> {
  const changes = signal(0);
  effect((onCleanup) => {
    const watched = control().events.subscribe(() => changes.update((n) => n + 1));
    onCleanup(() => watched.unsubscribe());
  });
  return computed(() => {
    changes();
    return control().getRawValue();
  });
}
