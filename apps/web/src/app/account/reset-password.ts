import { ChangeDetectionStrategy, Component, ElementRef, effect, inject, signal } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule } from '@angular/forms';
import { Title } from '@angular/platform-browser';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { AuthApi } from '../data/auth-api';
import { toProblem } from '../data/problem';
import { problemText } from '../i18n/problem-text';
import { translator } from '../i18n/translator';
import { focusFirstInvalid, showProblem } from '../ui/form-rules';
import { Notice } from '../ui/notice';
import { SubmitButton } from '../ui/submit-button';
import { AccountFrame } from './account-frame';
import { newPasswordRules } from './new-password';
import { PasswordField } from './password-field';
import { SessionStore } from './session';

/** Chooses a new password with the token in the fragment of the mail's link, which never reaches a server's log. */
@Component({
  selector: 'eb-reset-password',
  imports: [AccountFrame, Notice, PasswordField, ReactiveFormsModule, RouterLink, SubmitButton],
  template: `
    @switch (state()) {
      @case ('done') {
        <eb-account-frame [title]="t('reset.doneTitle')" [text]="t('reset.doneText')">
          <a class="eb-button eb-button-primary w-full" routerLink="/login">{{ t('signIn') }}</a>
        </eb-account-frame>
      }
      @case ('over') {
        <eb-account-frame [title]="t('reset.overTitle')" [text]="t('reset.overText')">
          <a class="eb-button eb-button-primary w-full" routerLink="/forgot-password">{{
            t('reset.again')
          }}</a>
          <p class="mt-8 text-center">
            <a class="eb-link" routerLink="/login">{{ t('toLogin') }}</a>
          </p>
        </eb-account-frame>
      }
      @default {
        <eb-account-frame [title]="t('reset.title')" [text]="t('reset.text')">
          @if (failure(); as failure) {
            <eb-notice kind="error" class="mb-6">{{ failure }}</eb-notice>
          }
          <form class="space-y-5" [formGroup]="form" (ngSubmit)="submit()" novalidate>
            <eb-password-field
              fresh
              [label]="t('newPassword')"
              [hint]="t('passwordHint')"
              [control]="form.controls.password"
            />
            <eb-submit-button
              wide
              [label]="t('reset.save')"
              [busyLabel]="t('reset.saving')"
              [busy]="busy()"
            />
          </form>
        </eb-account-frame>
      }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ResetPassword {
  private readonly api = inject(AuthApi);
  private readonly session = inject(SessionStore);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly token = new URLSearchParams(inject(ActivatedRoute).snapshot.fragment ?? '').get('token');
  protected readonly t = translator('account');
  private readonly problemText = problemText();
  protected readonly form = inject(NonNullableFormBuilder).group({
    password: ['', newPasswordRules(this.t)],
  });
  protected readonly state = signal<'asking' | 'done' | 'over'>(this.token ? 'asking' : 'over');
  protected readonly busy = signal(false);
  protected readonly failure = signal<string | null>(null);

  constructor() {
    const tab = inject(Title);
    effect(() => tab.setTitle(this.t('reset.tab')));
  }

  protected async submit(): Promise<void> {
    if (this.busy() || !this.token) return;
    this.form.markAllAsTouched();
    if (this.form.invalid) {
      focusFirstInvalid(this.host.nativeElement);
      return;
    }
    this.busy.set(true);
    this.failure.set(null);
    try {
      await this.api.resetPassword(this.token, this.form.getRawValue().password);
      // The API has signed out every browser, this one too.
      this.session.ended();
      this.state.set('done');
    } catch (error) {
      const problem = toProblem(error);
      if (problem.code === 'link_expired') this.state.set('over');
      else this.failure.set(showProblem(this.form, { ...problem, detail: this.problemText(problem) }));
    } finally {
      this.busy.set(false);
    }
  }
}
