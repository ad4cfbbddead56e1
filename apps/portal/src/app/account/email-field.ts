import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { FormControl, ValidatorFn } from '@angular/forms';
import { ReactiveFormsModule } from '@angular/forms';
import type { Translator } from '@expertbook/web-shared/i18n/translator';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Field, FieldControl } from '../ui/field';
import { emailRule, requiredRule } from '../ui/form-rules';

/** The email address of an account. */
@Component({
  selector: 'eb-email-field',
  imports: [Field, FieldControl, ReactiveFormsModule],
  template: `
    <eb-field [label]="t('email')" [hint]="hint()" [control]="control()">
      <input
        ebControl
        class="eb-input"
        type="email"
        name="email"
        [formControl]="control()"
        autocomplete="username"
        autocapitalize="none"
        spellcheck="false"
      />
    </eb-field>
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EmailField {
  readonly control = input.required<FormControl<string>>();
  readonly hint = input('');
  protected readonly t = translator('account');
}

export function emailRules(t: Translator<'account'>): ValidatorFn[] {
  return [requiredRule(() => t('fault.email')), emailRule(() => t('fault.emailForm'))];
}
