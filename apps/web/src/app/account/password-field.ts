import { ChangeDetectionStrategy, Component, booleanAttribute, input, signal } from '@angular/core';
import type { FormControl } from '@angular/forms';
import { ReactiveFormsModule } from '@angular/forms';
import { Field, FieldControl } from '../ui/field';
import { Icon } from '../ui/icon';

/** A password that can be shown; `fresh` is for choosing a new one. */
@Component({
  selector: 'eb-password-field',
  imports: [Field, FieldControl, Icon, ReactiveFormsModule],
  template: `
    <eb-field label="Password" [control]="control()" [hint]="hint()">
      <div class="relative">
        <input
          ebControl
          class="eb-input pr-12"
          name="password"
          [type]="shown() ? 'text' : 'password'"
          [formControl]="control()"
          [attr.autocomplete]="fresh() ? 'new-password' : 'current-password'"
          autocapitalize="none"
          spellcheck="false"
        />
        <button
          type="button"
          class="eb-icon-button absolute top-1/2 right-px -translate-y-1/2"
          [attr.aria-label]="shown() ? 'Hide password' : 'Show password'"
          (click)="shown.set(!shown())"
        >
          <eb-icon [name]="shown() ? 'eye-off' : 'eye'" />
        </button>
      </div>
    </eb-field>
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PasswordField {
  readonly control = input.required<FormControl<string>>();
  readonly fresh = input(false, { transform: booleanAttribute });
  readonly hint = input('');
  protected readonly shown = signal(false);
}
