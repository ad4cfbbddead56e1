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
import { atMost, focusFirstInvalid, looksLikeEmail, must, needed, showProblem } from '../ui/form-rules';
import { Notice } from '../ui/notice';
import { SubmitButton } from '../ui/submit-button';
import { AccountFrame } from './account-frame';
import { PasswordField } from './password-field';
import { SessionStore } from './session';

/** The API's own bounds (NIST SP 800-63B: length counts, character classes do not). */
const PASSWORD_LENGTH = { least: 10, most: 200 } as const;

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
    <eb-account-frame title="Create your account" text="Your booking page is ready in under a minute.">
      @if (failure(); as failure) {
        <eb-notice kind="error" class="mb-6">{{ failure }}</eb-notice>
      }
      <form class="space-y-5" [formGroup]="form" (ngSubmit)="submit()" novalidate>
        <eb-field label="Your name" hint="Clients see it on your page." [control]="form.controls.name">
          <input ebControl class="eb-input" name="name" formControlName="name" autocomplete="name" />
        </eb-field>
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
        <eb-password-field
          fresh
          hint="At least 10 characters. A few words in a row are easy to remember and hard to guess."
          [control]="form.controls.password"
        />
        <eb-submit-button wide label="Create account" busyLabel="Creating your account…" [busy]="busy()" />
      </form>
      <p class="mt-8 text-center text-on-surface-variant">
        You have an account?
        <a class="eb-link" routerLink="/login" [queryParams]="passOn()">Sign in</a>
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

  protected readonly form = inject(NonNullableFormBuilder).group({
    name: ['', [needed('Enter your name.'), atMost(100)]],
    email: ['', [needed('Enter your e-mail address.'), looksLikeEmail]],
    password: [
      '',
      [
        needed('Choose a password.'),
        must<string>(
          (value) => value.length === 0 || value.length >= PASSWORD_LENGTH.least,
          `Use at least ${PASSWORD_LENGTH.least} characters.`,
        ),
        atMost(PASSWORD_LENGTH.most),
      ],
    ],
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
      const { name, email, password } = this.form.getRawValue();
      await this.session.register({ name: name.trim(), email: email.trim(), password });
      await this.router.navigateByUrl('/portal/onboarding');
    } catch (error) {
      this.failure.set(showProblem(this.form, toProblem(error), { fields: { email_taken: 'email' } }));
      focusFirstInvalid(this.host.nativeElement);
    } finally {
      this.busy.set(false);
    }
  }
}
