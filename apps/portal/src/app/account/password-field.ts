import { ChangeDetectionStrategy, Component, booleanAttribute, input, signal } from '@angular/core';
import type { FormControl } from '@angular/forms';
import { ReactiveFormsModule } from '@angular/forms';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Field, FieldControl } from '../ui/field';
import { Icon } from '@expertbook/web-shared/ui/icon';

/** A password that can be shown; `fresh` is for a new one. */
@Component({
  selector: 'eb-password-field',
  imports: [Field, FieldControl, Icon, ReactiveFormsModule],
  template: `
    <eb-field [label]="label() ?? t('password')" [control]="control()" [hint]="hint()">
      <div class="relative">
        <input
          ebControl
          class="eb-input pe-12"
          name="password"
          [type]="shown() ? 'text' : 'password'"
          [formControl]="control()"
          [attr.autocomplete]="fresh() ? 'new-password' : 'current-password'"
          autocapitalize="none"
          spellcheck="false"
        />
        <button
          type="button"
          class="eb-icon-button absolute end-px top-1/2 -translate-y-1/2"
          [attr.aria-label]="shown() ? t('hidePassword') : t('showPassword')"
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
  /** "Password" when left out. */
  readonly label = input<string | null>(null);
  protected readonly t = translator('account');
  protected readonly shown = signal(false);
}
