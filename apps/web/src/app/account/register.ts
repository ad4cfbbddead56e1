import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  computed,
  effect,
  inject,
  input,
  signal,
} from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule } from '@angular/forms';
import { Title } from '@angular/platform-browser';
import { Router, RouterLink } from '@angular/router';
import { toProblem } from '../data/problem';
import { problemText } from '../i18n/problem-text';
import { translator } from '../i18n/translator';
import { Field, FieldControl } from '../ui/field';
import { atMost, emailLike, focusFirstInvalid, needed, showProblem } from '../ui/form-rules';
import { Notice } from '../ui/notice';
import { SubmitButton } from '../ui/submit-button';
import { AccountFrame } from './account-frame';
import { newPasswordRules } from './new-password';
import { PasswordField } from './password-field';
import { SessionStore } from './session';

/** Opens an account; the onboarding makes it an expert's. */
@Component({
  selector: 'eb-register',
  imports: [
    AccountFrame,
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
      @if (failure(); as failure) {
        <eb-notice kind="error" class="mb-6">{{ failure }}</eb-notice>
      }
      <form class="space-y-5" [formGroup]="form" (ngSubmit)="submit()" novalidate>
        <eb-field [label]="t('name')" [hint]="t('nameHint')" [control]="form.controls.name">
          <input ebControl class="eb-input" name="name" formControlName="name" autocomplete="name" />
        </eb-field>
        <eb-field [label]="t('email')" [control]="form.controls.email">
          <input
            ebControl
            class="eb-input"
            type="email"
            name="email"
            formControlName="email"
            autocomplete="username"
            autocapitalize="none"
            spellcheck="false"
          />
        </eb-field>
        <eb-password-field fresh [hint]="t('passwordHint')" [control]="form.controls.password" />
        <eb-submit-button
          wide
          [label]="t('register.create')"
          [busyLabel]="t('register.creating')"
          [busy]="busy()"
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
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  protected readonly t = translator('account');
  private readonly problemText = problemText();
  protected readonly form = inject(NonNullableFormBuilder).group({
    name: ['', [needed(() => this.t('fault.name')), atMost(100, () => this.t('fault.long', { count: 100 }))]],
    email: ['', [needed(() => this.t('fault.email')), emailLike(() => this.t('fault.emailForm'))]],
    password: ['', newPasswordRules(this.t)],
  });
  protected readonly busy = signal(false);
  protected readonly failure = signal<string | null>(null);
  protected readonly passOn = computed(() => (this.returnTo() ? { returnTo: this.returnTo() } : {}));

  constructor() {
    const tab = inject(Title);
    effect(() => tab.setTitle(this.t('register.tab')));
  }

  protected async submit(): Promise<void> {
    if (this.busy()) return;
    this.form.markAllAsTouched();
    if (this.form.invalid) {
      focusFirstInvalid(this.host.nativeElement);
      return;
    }
    this.busy.set(true);
    this.failure.set(null);
    try {
      const { name, email, password } = this.form.getRawValue();
      await this.session.register({ name: name.trim(), email: email.trim(), password });
      await this.router.navigateByUrl('/portal/onboarding');
    } catch (error) {
      const problem = toProblem(error);
      const said = { ...problem, detail: this.problemText(problem) };
      this.failure.set(showProblem(this.form, said, { fields: { email_taken: 'email' } }));
      focusFirstInvalid(this.host.nativeElement);
    } finally {
      this.busy.set(false);
    }
  }
}
