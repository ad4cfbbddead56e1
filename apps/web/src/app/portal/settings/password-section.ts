import { ChangeDetectionStrategy, Component, ElementRef, inject, output, signal } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { newPasswordRules } from '../../account/new-password';
import { PasswordField } from '../../account/password-field';
import { SessionStore } from '../../account/session';
import { AuthApi } from '../../data/auth-api';
import { toProblem } from '../../data/problem';
import { problemText, spokenProblem } from '../../i18n/problem-text';
import { translator } from '../../i18n/translator';
import { focusFirstInvalid, needed, showProblem } from '../../ui/form-rules';
import { Notice } from '../../ui/notice';
import { SubmitButton } from '../../ui/submit-button';
import { Toasts } from '../../ui/toasts';
import { SettingsCard } from './settings-card';

/** Changes the password, which signs out everywhere else. */
@Component({
  selector: 'eb-password-section',
  imports: [Notice, PasswordField, ReactiveFormsModule, SettingsCard, SubmitButton],
  template: `
    <eb-settings-card name="password" [title]="t('password')" [text]="t('password.text')">
      <form class="max-w-md space-y-5" [formGroup]="form" (ngSubmit)="save()" novalidate>
        @if (failure(); as failure) {
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
        <eb-submit-button [label]="t('password.save')" [busyLabel]="t('saving')" [busy]="busy()" />
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
  private readonly words = problemText();
  private readonly spoken = spokenProblem();
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly form = new FormGroup({
    currentPassword: new FormControl('', {
      nonNullable: true,
      validators: needed(() => this.t('password.needed')),
    }),
    newPassword: new FormControl('', { nonNullable: true, validators: newPasswordRules(this.account) }),
  });
  protected readonly busy = signal(false);
  protected readonly failure = signal<string | null>(null);

  protected async save(): Promise<void> {
    if (this.busy()) return;
    this.form.markAllAsTouched();
    this.failure.set(null);
    if (this.form.invalid) {
      focusFirstInvalid(this.host.nativeElement);
      return;
    }
    this.busy.set(true);
    try {
      await this.api.changePassword(this.form.getRawValue());
      this.form.reset();
      this.toasts.tell(this.t('password.saved'));
      this.changed.emit();
    } catch (error) {
      const problem = toProblem(error);
      const wrong = problem.code === 'invalid_credentials';
      const detail = wrong ? this.t('password.wrong') : this.words(problem);
      const fields = { invalid_credentials: 'currentPassword' };
      this.failure.set(showProblem(this.form, { ...this.spoken(problem), detail }, { fields }));
      focusFirstInvalid(this.host.nativeElement);
    } finally {
      this.busy.set(false);
    }
  }
}
