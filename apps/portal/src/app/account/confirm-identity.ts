import type { Injector } from '@angular/core';
import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule } from '@angular/forms';
import {
  MatDialog,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { AuthApi } from '../data/auth-api';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { dialogResult } from '../ui/dialog-result';
import { requiredRule } from '../ui/form-rules';
import { formSubmission } from '../ui/form-submission';
import { Notice } from '../ui/notice';
import { SubmitButton } from '../ui/submit-button';
import { PasswordField } from './password-field';
import { SessionStore } from './session';

/** "Confirm it's you": asks for the password in a dialog over the page. */
@Component({
  selector: 'eb-confirm-identity',
  imports: [
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    Notice,
    PasswordField,
    ReactiveFormsModule,
    SubmitButton,
  ],
  template: `
    <h2 mat-dialog-title>{{ t('confirm.title') }}</h2>
    <mat-dialog-content>
      <p class="mb-5 text-pretty">{{ t('confirm.text', { email }) }}</p>
      @if (sending.failure(); as failure) {
        <eb-notice kind="error" class="mb-5">{{ failure }}</eb-notice>
      }
      <form class="space-y-5" [formGroup]="form" (ngSubmit)="sending.send()" novalidate>
        <input type="hidden" autocomplete="username" [value]="email" />
        <eb-password-field [control]="form.controls.password" />
        <div class="flex flex-wrap items-center justify-end gap-3">
          <button type="button" class="eb-button eb-button-outline" [mat-dialog-close]="false">
            {{ t('confirm.cancel') }}
          </button>
          <eb-submit-button
            [label]="t('confirm.continue')"
            [busyLabel]="t('confirm.busy')"
            [busy]="sending.busy()"
          />
        </div>
      </form>
    </mat-dialog-content>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ConfirmIdentity {
  private readonly api = inject(AuthApi);
  private readonly dialog = inject<MatDialogRef<ConfirmIdentity, boolean>>(MatDialogRef);
  protected readonly email = inject(SessionStore).user()?.email ?? '';
  protected readonly t = translator('account');
  protected readonly form = inject(NonNullableFormBuilder).group({
    password: ['', requiredRule(() => this.t('fault.password'))],
  });
  protected readonly sending = formSubmission(this.form, () => this.confirm(), {
    fields: { invalid_credentials: 'password' },
    detail: ({ code }) => (code === 'invalid_credentials' ? this.t('again.wrong') : undefined),
  });

  private async confirm(): Promise<void> {
    await this.api.reauthenticate(this.form.getRawValue().password);
    this.dialog.close(true);
  }
}

/** Opens the dialog; true once the API has accepted the password. */
export async function confirmIdentity(injector: Injector): Promise<boolean> {
  const dialog = injector
    .get(MatDialog)
    .open<ConfirmIdentity, void, boolean>(ConfirmIdentity, { width: '28rem' });
  return (await dialogResult(dialog)) ?? false;
}
