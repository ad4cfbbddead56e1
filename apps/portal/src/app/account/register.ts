import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule } from '@angular/forms';
import { Title } from '@angular/platform-browser';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import type { ErrorCode, RegistrationInfo } from '@expertbook/contracts';
import { MAX_NAME_LENGTH } from '@expertbook/contracts';
import { EmailApi } from '../data/email-api';
import { toProblem } from '@expertbook/web-shared/data/problem';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Field, FieldControl } from '../ui/field';
import { maxLengthRule, requiredRule } from '../ui/form-rules';
import { formSubmission } from '../ui/form-submission';
import { Notice } from '../ui/notice';
import { SubmitButton } from '../ui/submit-button';
import { AccountFrame } from './account-frame';
import { carryEmail } from './carried-email';
import { EmailField, emailRules } from './email-field';
import { newPasswordRules } from './new-password';
import { PasswordField } from './password-field';
import type { RegistrationObstacle } from './registration-notice';
import { RegistrationNotice } from './registration-notice';
import { SessionStore } from './session';

/** Creates an account; the onboarding then creates the expert's profile. */
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
    RegistrationNotice,
    RouterLink,
    SubmitButton,
  ],
  template: `
    @if (obstacle(); as why) {
      <eb-registration-notice [obstacle]="why" />
    } @else {
      <eb-account-frame [title]="t('register.title')" [text]="t('register.text')">
        @if (sending.failure(); as failure) {
          <eb-notice kind="error" class="mb-6">{{ failure }}</eb-notice>
        }
        @if (info()?.mode === 'domain' && !invitation) {
          <eb-notice class="mb-6">{{ t('register.domain') }}</eb-notice>
        }
        <form class="space-y-5" [formGroup]="form" (ngSubmit)="sending.send()" novalidate>
          <eb-field [label]="t('name')" [hint]="t('nameHint')" [control]="form.controls.name">
            <input ebControl class="eb-input" name="name" formControlName="name" autocomplete="name" />
          </eb-field>
          <eb-email-field [hint]="emailHint()" [control]="form.controls.email" />
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
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Register {
  readonly returnTo = input<string>();

  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly emails = inject(EmailApi);
  /** The secret in the fragment of an invitation's link, which never appears in a server log. */
  protected readonly invitation = new URLSearchParams(inject(ActivatedRoute).snapshot.fragment ?? '').get(
    'invitation',
  );
  protected readonly info = signal<RegistrationInfo | null>(null);
  protected readonly obstacle = signal<RegistrationObstacle | null>(null);
  /** Where addresses are not verified, the hint says so. */
  protected readonly emailHint = computed(() => {
    const info = this.info();
    if (!info) return '';
    return info.verifiesEmail ? this.t('register.willConfirm') : this.t('register.unconfirmed');
  });

  protected readonly t = translator('account');
  protected readonly form = inject(NonNullableFormBuilder).group({
    name: [
      '',
      [
        requiredRule(() => this.t('fault.name')),
        maxLengthRule(MAX_NAME_LENGTH, () => this.t('fault.long', { count: MAX_NAME_LENGTH })),
      ],
    ],
    email: ['', emailRules(this.t)],
    password: ['', newPasswordRules(this.t)],
  });
  protected readonly sending = formSubmission(this.form, () => this.register(), {
    fields: { email_taken: 'email', registration_closed: 'email', invitation_required: 'email' },
    message: (problem) => {
      if (problem.errors) return undefined;
      const why = obstacleOf(problem.code);
      if (why) this.obstacle.set(why);
      return why ? null : undefined;
    },
  });
  protected readonly passOn = computed(() => (this.returnTo() ? { returnTo: this.returnTo() } : {}));

  constructor() {
    carryEmail(this.form.controls.email);
    const tab = inject(Title);
    effect(() => tab.setTitle(this.t('register.tab')));
    void this.loadRules();
  }

  /** When the registration rules cannot be read, the API checks them at submission. */
  private async loadRules(): Promise<void> {
    try {
      const info = await this.emails.registration();
      this.info.set(info);
      if (info.mode === 'closed') this.obstacle.set('closed');
      if (info.mode === 'open' || info.mode === 'closed') return;
      if (!this.invitation) {
        if (info.mode === 'invitation') this.obstacle.set('invitation');
        return;
      }
      const { email } = await this.emails.invitation(this.invitation);
      if (email && !this.form.controls.email.dirty) this.form.controls.email.setValue(email);
    } catch (error) {
      this.obstacle.set(obstacleOf(toProblem(error).code));
    }
  }

  private async register(): Promise<void> {
    const { name, email, password } = this.form.getRawValue();
    await this.session.register({ name: name.trim(), email: email.trim(), password, ...this.shown() });
    this.form.reset();
    await this.router.navigateByUrl('/portal/onboarding');
  }

  private shown(): { invitation?: string } {
    return this.invitation ? { invitation: this.invitation } : {};
  }
}

function obstacleOf(code: ErrorCode): RegistrationObstacle | null {
  if (code === 'registration_closed') return 'closed';
  if (code === 'invitation_required') return 'invitation';
  if (code === 'link_expired') return 'expired';
  return code === 'link_used' ? 'used' : null;
}
