import { ChangeDetectionStrategy, Component, ElementRef, effect, inject, signal } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule } from '@angular/forms';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import { AuthApi } from '../data/auth-api';
import { toProblem } from '../data/problem';
import { problemText } from '../i18n/problem-text';
import { translator } from '../i18n/translator';
import { Field, FieldControl } from '../ui/field';
import { emailLike, focusFirstInvalid, needed, showProblem } from '../ui/form-rules';
import { Notice } from '../ui/notice';
import { SubmitButton } from '../ui/submit-button';
import { AccountFrame } from './account-frame';

/** Has a link to choose a new password sent. Says the same whether or not the address has an account. */
@Component({
  selector: 'eb-forgot-password',
  imports: [AccountFrame, Field, FieldControl, Notice, ReactiveFormsModule, RouterLink, SubmitButton],
  template: `
    <eb-account-frame
      [title]="sentTo() ? t('forgot.sentTitle') : t('forgot.title')"
      [text]="sentTo() ? t('forgot.sentText', { email: sentTo() }) : t('forgot.text')"
    >
      @if (failure(); as failure) {
        <eb-notice kind="error" class="mb-6">{{ failure }}</eb-notice>
      }
      @if (sentTo()) {
        <p role="status" class="mb-6 text-on-surface-variant">{{ t('forgot.hint') }}</p>
        <button type="button" class="eb-button eb-button-outline w-full" (click)="sentTo.set('')">
          {{ t('forgot.other') }}
        </button>
      } @else {
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
          <eb-submit-button
            wide
            [label]="t('forgot.send')"
            [busyLabel]="t('forgot.sending')"
            [busy]="busy()"
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
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly t = translator('account');
  private readonly problemText = problemText();
  protected readonly form = inject(NonNullableFormBuilder).group({
    email: ['', [needed(() => this.t('fault.email')), emailLike(() => this.t('fault.emailForm'))]],
  });
  protected readonly busy = signal(false);
  protected readonly failure = signal<string | null>(null);
  protected readonly sentTo = signal('');

  constructor() {
    const tab = inject(Title);
    effect(() => tab.setTitle(this.t('forgot.tab')));
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
      const email = this.form.getRawValue().email.trim();
      await this.api.forgotPassword(email);
      this.sentTo.set(email);
    } catch (error) {
      const problem = toProblem(error);
      this.failure.set(showProblem(this.form, { ...problem, detail: this.problemText(problem) }));
    } finally {
      this.busy.set(false);
    }
  }
}
