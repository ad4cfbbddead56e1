import { ChangeDetectionStrategy, Component, inject, output } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { newPasswordRules } from '../../account/new-password';
import { PasswordField } from '../../account/password-field';
import { SessionStore } from '../../account/session';
import { AuthApi } from '../../data/auth-api';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { requiredRule } from '../../ui/form-rules';
import { formSubmission } from '../../ui/form-submission';
import { Notice } from '../../ui/notice';
import { SubmitButton } from '../../ui/submit-button';
import { Toasts } from '../../ui/toasts';
import { wrongPasswordAt } from './wrong-password';
import { SettingsCard } from './settings-card';

/** Changes the password, which ends all other sessions. */
@Component({
  selector: 'eb-password-section',
  imports: [Notice, PasswordField, ReactiveFormsModule, SettingsCard, SubmitButton],
  template: `
    <eb-settings-card name="password" [title]="t('password')" [text]="t('password.text')">
      <form class="max-w-md space-y-5" [formGroup]="form" (ngSubmit)="sending.send()" novalidate>
        @if (sending.failure(); as failure) {
          <eb-notice kind="error">{{ failure }}</eb-notice>
        }
        <input type="hidden" autocomplete="username" [value]="session.user()?.email ?? ''" />
        <eb-password-field [label]="t('password.current')" [control]="form.controls.currentPassword" />
        <eb-password-field
          fresh
          [label]="t('password.new')"
          [hint]="account('passwordHint')"
          [control]="form.controls.newPassword"
        />
        <eb-submit-button [label]="t('password.save')" [busyLabel]="t('saving')" [busy]="sending.busy()" />
      </form>
    </eb-settings-card>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PasswordSection {
  readonly changed = output<void>();
  protected readonly t = translator('portal-settings');
  protected readonly account = translator('account');
  protected readonly session = inject(SessionStore);
  private readonly api = inject(AuthApi);
  private readonly toasts = inject(Toasts);
  protected readonly form = new FormGroup({
    currentPassword: new FormControl('', {
      nonNullable: true,
      validators: requiredRule(() => this.t('password.needed')),
    }),
    newPassword: new FormControl('', { nonNullable: true, validators: newPasswordRules(this.account) }),
  });
  protected readonly sending = formSubmission(
    this.form,
    () => this.save(),
    wrongPasswordAt('currentPassword', this.t),
  );

  private async save(): Promise<void> {
    await this.api.changePassword(this.form.getRawValue());
    this.form.reset();
    this.toasts.show(this.t('password.saved'));
    this.changed.emit();
  }
}
