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
import { emailLike, focusFirstInvalid, needed, showProblem } from '../ui/form-rules';
import { Notice } from '../ui/notice';
import { SubmitButton } from '../ui/submit-button';
import { AccountFrame } from './account-frame';
import { PasswordField } from './password-field';
import { returnPath } from './return-path';
import { SessionStore } from './session';

/** Signs in and goes back to where the person was going. */
@Component({
  selector: 'eb-login',
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
    <eb-account-frame [title]="t('login.title')" [text]="t('login.text')">
      @if (returnTo() && !failure()) {
        <eb-notice class="mb-6">{{ t('login.goOn') }}</eb-notice>
      }
      @if (failure(); as failure) {
        <eb-notice kind="error" class="mb-6">{{ failure }}</eb-notice>
      }
      <form class="space-y-5" [formGroup]="form" (ngSubmit)="submit()" novalidate>
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
        <div>
          <eb-password-field [control]="form.controls.password" />
          <a class="eb-link mt-2 inline-block text-sm" routerLink="/forgot-password">{{
            t('login.forgot')
          }}</a>
        </div>
        <eb-submit-button wide [label]="t('signIn')" [busyLabel]="t('signingIn')" [busy]="busy()" />
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
  /** The page that asked for a login, from the query. */
  readonly returnTo = input<string>();

  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  protected readonly t = translator('account');
  private readonly problemText = problemText();
  protected readonly form = inject(NonNullableFormBuilder).group({
    email: ['', [needed(() => this.t('fault.email')), emailLike(() => this.t('fault.emailForm'))]],
    password: ['', needed(() => this.t('fault.password'))],
  });
  protected readonly busy = signal(false);
  protected readonly failure = signal<string | null>(null);
  protected readonly passOn = computed(() => (this.returnTo() ? { returnTo: this.returnTo() } : {}));

  constructor() {
    const tab = inject(Title);
    effect(() => tab.setTitle(this.t('login.tab')));
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
      const { email, password } = this.form.getRawValue();
      await this.session.login({ email: email.trim(), password });
      await this.router.navigateByUrl(returnPath(this.returnTo()));
    } catch (error) {
      const problem = toProblem(error);
      this.failure.set(
        problem.code === 'invalid_credentials'
          ? this.t('login.noMatch')
          : showProblem(this.form, { ...problem, detail: this.problemText(problem) }),
      );
    } finally {
      this.busy.set(false);
    }
  }
}
