import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule } from '@angular/forms';
import { MatDialogContent, MatDialogRef, MatDialogTitle } from '@angular/material/dialog';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { requiredRule } from '../ui/form-rules';
import { formSubmission } from '../ui/form-submission';
import { Notice } from '../ui/notice';
import { SubmitButton } from '../ui/submit-button';
import { PasswordField } from './password-field';
import { SessionStore } from './session';

/** Signs in again over the page that was open when the session ended, so that no input is lost. */
@Component({
  selector: 'eb-sign-in-again',
  imports: [MatDialogContent, MatDialogTitle, Notice, PasswordField, ReactiveFormsModule, SubmitButton],
  template: `
    <h2 mat-dialog-title>{{ t('again.title') }}</h2>
    <mat-dialog-content>
      <p class="mb-5 text-pretty">
        {{ t('again.text', { email }) }}
      </p>
      @if (sending.failure(); as failure) {
        <eb-notice kind="error" class="mb-5">{{ failure }}</eb-notice>
      }
      <form class="space-y-5" [formGroup]="form" (ngSubmit)="sending.send()" novalidate>
        <input type="hidden" autocomplete="username" [value]="email" />
        <eb-password-field [control]="form.controls.password" />
        <div class="flex flex-wrap items-center justify-between gap-3">
          <button type="button" class="eb-button eb-button-outline" (click)="leave()">
            {{ t('again.other') }}
          </button>
          <eb-submit-button [label]="t('signIn')" [busyLabel]="t('signingIn')" [busy]="sending.busy()" />
        </div>
      </form>
    </mat-dialog-content>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SignInAgain {
  private readonly session = inject(SessionStore);
  private readonly dialog = inject<MatDialogRef<SignInAgain, 'leave'>>(MatDialogRef);
  protected readonly email = this.session.user()?.email ?? '';
  protected readonly t = translator('account');
  protected readonly form = inject(NonNullableFormBuilder).group({
    password: ['', requiredRule(() => this.t('fault.password'))],
  });
  protected readonly sending = formSubmission(
    this.form,
    () => this.session.login({ email: this.email, password: this.form.getRawValue().password }),
    { message: ({ code }) => (code === 'invalid_credentials' ? this.t('again.wrong') : undefined) },
  );

  protected leave(): void {
    this.dialog.close('leave');
  }
}
