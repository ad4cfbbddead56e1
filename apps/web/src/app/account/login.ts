import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  computed,
  inject,
  input,
  signal,
} from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule } from '@angular/forms';
import { Router, RouterLink } from '@angular/router';
import { toProblem } from '../data/problem';
import { Field, FieldControl } from '../ui/field';
import { focusFirstInvalid, looksLikeEmail, needed, showProblem } from '../ui/form-rules';
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
    <eb-account-frame title="Welcome back" text="Sign in to see who is coming.">
      @if (returnTo() && !failure()) {
        <eb-notice class="mb-6">Please sign in to go on. We take you straight back to your page.</eb-notice>
      }
      @if (failure(); as failure) {
        <eb-notice kind="error" class="mb-6">{{ failure }}</eb-notice>
      }
      <form class="space-y-5" [formGroup]="form" (ngSubmit)="submit()" novalidate>
        <eb-field label="E-mail" [control]="form.controls.email">
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
        <eb-password-field [control]="form.controls.password" />
        <eb-submit-button wide label="Sign in" busyLabel="Signing in…" [busy]="busy()" />
      </form>
      <p class="mt-8 text-center text-on-surface-variant">
        New here?
        <a class="eb-link" routerLink="/register" [queryParams]="passOn()">Create an account</a>
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

  protected readonly form = inject(NonNullableFormBuilder).group({
    email: ['', [needed('Enter your e-mail address.'), looksLikeEmail]],
    password: ['', needed('Enter your password.')],
  });
  protected readonly busy = signal(false);
  protected readonly failure = signal<string | null>(null);
  protected readonly passOn = computed(() => (this.returnTo() ? { returnTo: this.returnTo() } : {}));

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
          ? 'E-mail and password do not match. Check both and try again.'
          : showProblem(this.form, problem),
      );
    } finally {
      this.busy.set(false);
    }
  }
}
