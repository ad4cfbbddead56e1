import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule } from '@angular/forms';
import { Title } from '@angular/platform-browser';
import { Router, RouterLink } from '@angular/router';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { requiredRule } from '../ui/form-rules';
import { formSubmission } from '../ui/form-submission';
import { Notice } from '../ui/notice';
import { SubmitButton } from '../ui/submit-button';
import { AccountFrame } from './account-frame';
import { carryEmail } from './carried-email';
import { EmailField, emailRules } from './email-field';
import { PasswordField } from './password-field';
import { returnPath } from './return-path';
import { SessionStore } from './session';

/** Signs in and returns to the requested page. */
@Component({
  selector: 'eb-login',
  imports: [AccountFrame, EmailField, Notice, PasswordField, ReactiveFormsModule, RouterLink, SubmitButton],
  template: `
    <eb-account-frame [title]="t('login.title')" [text]="t('login.text')">
      @if (returnTo() && !sending.failure()) {
        <eb-notice class="mb-6">{{ t('login.goOn') }}</eb-notice>
      }
      @if (sending.failure(); as failure) {
        <eb-notice kind="error" class="mb-6">{{ failure }}</eb-notice>
      }
      <form class="space-y-5" [formGroup]="form" (ngSubmit)="sending.send()" novalidate>
        <eb-email-field [control]="form.controls.email" />
        <div>
          <eb-password-field [control]="form.controls.password" />
          <a class="eb-link mt-2 inline-block text-sm" routerLink="/forgot-password">{{
            t('login.forgot')
          }}</a>
        </div>
        <eb-submit-button wide [label]="t('signIn')" [busyLabel]="t('signingIn')" [busy]="sending.busy()" />
      </form>
      <p class="mt-8 text-center text-on-surface-variant">
        {{ t('login.newHere') }}
        <a class="eb-link" routerLink="/register" [queryParams]="passOn()">{{ t('login.create') }}</a>
      </p>
    </eb-account-frame>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Login {
  /** The page that requires the login, from the query. */
  readonly returnTo = input<string>();

  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);

  protected readonly t = translator('account');
  protected readonly form = inject(NonNullableFormBuilder).group({
    email: ['', emailRules(this.t)],
    password: ['', requiredRule(() => this.t('fault.password'))],
  });
  protected readonly sending = formSubmission(this.form, () => this.signIn(), {
    message: ({ code }) => (code === 'invalid_credentials' ? this.t('login.noMatch') : undefined),
  });
  protected readonly passOn = computed(() => (this.returnTo() ? { returnTo: this.returnTo() } : {}));

  constructor() {
    carryEmail(this.form.controls.email);
    const tab = inject(Title);
    effect(() => tab.setTitle(this.t('login.tab')));
  }

  private async signIn(): Promise<void> {
    const { email, password } = this.form.getRawValue();
    await this.session.login({ email: email.trim(), password });
    this.form.reset();
    await this.router.navigateByUrl(returnPath(this.returnTo()));
  }
}
