import { ChangeDetectionStrategy, Component, effect, inject, signal } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule } from '@angular/forms';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import { AuthApi } from '../data/auth-api';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { formSubmission } from '../ui/form-submission';
import { Notice } from '../ui/notice';
import { SubmitButton } from '../ui/submit-button';
import { AccountFrame } from './account-frame';
import { carryEmail } from './carried-email';
import { EmailField, emailRules } from './email-field';

/**
 * Requests a mail with a link to set a new password. The text is the same whether or not the address has an account.
 */
@Component({
  selector: 'eb-forgot-password',
  imports: [AccountFrame, EmailField, Notice, ReactiveFormsModule, RouterLink, SubmitButton],
  template: `
    <eb-account-frame
      [title]="sentTo() ? t('forgot.sentTitle') : t('forgot.title')"
      [text]="sentTo() ? t('forgot.sentText', { email: sentTo() }) : t('forgot.text')"
    >
      @if (sending.failure(); as failure) {
        <eb-notice kind="error" class="mb-6">{{ failure }}</eb-notice>
      }
      @if (sentTo()) {
        <p role="status" class="mb-6 text-on-surface-variant">{{ t('forgot.hint') }}</p>
        <button type="button" class="eb-button eb-button-outline w-full" (click)="sentTo.set('')">
          {{ t('forgot.other') }}
        </button>
      } @else {
        <form class="space-y-5" [formGroup]="form" (ngSubmit)="sending.send()" novalidate>
          <eb-email-field [control]="form.controls.email" />
          <eb-submit-button
            wide
            [label]="t('forgot.send')"
            [busyLabel]="t('forgot.sending')"
            [busy]="sending.busy()"
          />
        </form>
      }
      <p class="mt-8 text-center">
        <a class="eb-link" routerLink="/login">{{ t('toLogin') }}</a>
      </p>
    </eb-account-frame>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ForgotPassword {
  private readonly api = inject(AuthApi);
  protected readonly t = translator('account');
  protected readonly form = inject(NonNullableFormBuilder).group({
    email: ['', emailRules(this.t)],
  });
  protected readonly sending = formSubmission(this.form, () => this.ask());
  protected readonly sentTo = signal('');

  constructor() {
    carryEmail(this.form.controls.email);
    const tab = inject(Title);
    effect(() => tab.setTitle(this.t('forgot.tab')));
  }

  private async ask(): Promise<void> {
    const email = this.form.getRawValue().email.trim();
    await this.api.forgotPassword(email);
    this.sentTo.set(email);
  }
}
