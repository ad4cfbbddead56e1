import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule } from '@angular/forms';
import { Title } from '@angular/platform-browser';
import { Router, RouterLink } from '@angular/router';
import { translator } from '../i18n/translator';
import { Field, FieldControl } from '../ui/field';
import { atMost, needed } from '../ui/form-rules';
import { formSending } from '../ui/form-sending';
import { Notice } from '../ui/notice';
import { SubmitButton } from '../ui/submit-button';
import { AccountFrame } from './account-frame';
import { carryEmail } from './carried-email';
import { EmailField, emailRules } from './email-field';
import { newPasswordRules } from './new-password';
import { PasswordField } from './password-field';
import { SessionStore } from './session';

/** Opens an account; the onboarding makes it an expert's. */
@Component({
  selector: 'eb-register',
  imports: [
    AccountFrame,
    EmailField,
    Field,
    FieldControl,
    Notice,
    PasswordField,
    ReactiveFormsModule,
    RouterLink,
    SubmitButton,
  ],
  template: `
    <eb-account-frame [title]="t('register.title')" [text]="t('register.text')">
      @if (sending.failure(); as failure) {
        <eb-notice kind="error" class="mb-6">{{ failure }}</eb-notice>
      }
      <form class="space-y-5" [formGroup]="form" (ngSubmit)="sending.send()" novalidate>
        <eb-field [label]="t('name')" [hint]="t('nameHint')" [control]="form.controls.name">
          <input ebControl class="eb-input" name="name" formControlName="name" autocomplete="name" />
        </eb-field>
        <eb-email-field [control]="form.controls.email" />
        <eb-password-field fresh [hint]="t('passwordHint')" [control]="form.controls.password" />
        <eb-submit-button
          wide
          [label]="t('register.create')"
          [busyLabel]="t('register.creating')"
          [busy]="sending.busy()"
        />
      </form>
      <p class="mt-8 text-center text-on-surface-variant">
        {{ t('register.haveOne') }}
        <a class="eb-link" routerLink="/login" [queryParams]="passOn()">{{ t('signIn') }}</a>
      </p>
    </eb-account-frame>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Register {
  readonly returnTo = input<string>();

  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);

  protected readonly t = translator('account');
  protected readonly form = inject(NonNullableFormBuilder).group({
    name: ['', [needed(() => this.t('fault.name')), atMost(100, () => this.t('fault.long', { count: 100 }))]],
    email: ['', emailRules(this.t)],
    password: ['', newPasswordRules(this.t)],
  });
  protected readonly sending = formSending(this.form, () => this.register(), {
    fields: { email_taken: 'email' },
  });
  protected readonly passOn = computed(() => (this.returnTo() ? { returnTo: this.returnTo() } : {}));

  constructor() {
    carryEmail(this.form.controls.email);
    const tab = inject(Title);
    effect(() => tab.setTitle(this.t('register.tab')));
  }

  private async register(): Promise<void> {
    const { name, email, password } = this.form.getRawValue();
    await this.session.register({ name: name.trim(), email: email.trim(), password });
    this.form.reset();
    await this.router.navigateByUrl('/portal/onboarding');
  }
}
