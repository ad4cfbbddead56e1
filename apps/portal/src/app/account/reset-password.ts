import { ChangeDetectionStrategy, Component, effect, inject, signal } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule } from '@angular/forms';
import { Title } from '@angular/platform-browser';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { AuthApi } from '../data/auth-api';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { formSubmission } from '../ui/form-submission';
import { Notice } from '../ui/notice';
import { SubmitButton } from '../ui/submit-button';
import { AccountFrame } from './account-frame';
import { newPasswordRules } from './new-password';
import { PasswordField } from './password-field';
import { SessionStore } from './session';

/** Sets a new password with the token in the fragment of the mail's link, which never appears in a server log. */
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
          @if (sending.failure(); as failure) {
            <eb-notice kind="error" class="mb-6">{{ failure }}</eb-notice>
          }
          <form class="space-y-5" [formGroup]="form" (ngSubmit)="sending.send()" novalidate>
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
              [busy]="sending.busy()"
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
  private readonly token = new URLSearchParams(inject(ActivatedRoute).snapshot.fragment ?? '').get('token');
  protected readonly t = translator('account');
  protected readonly form = inject(NonNullableFormBuilder).group({
    password: ['', newPasswordRules(this.t)],
  });
  protected readonly state = signal<'asking' | 'done' | 'over'>(this.token ? 'asking' : 'over');
  protected readonly sending = formSubmission(this.form, () => this.reset(), {
    message: ({ code }) => {
      if (code !== 'link_expired') return undefined;
      this.state.set('over');
      return null;
    },
  });

  constructor() {
    const tab = inject(Title);
    effect(() => tab.setTitle(this.t('reset.tab')));
  }

  private async reset(): Promise<void> {
    if (!this.token) return;
    await this.api.resetPassword(this.token, this.form.getRawValue().password);
    // The API has ended all sessions, also the one of this browser.
    this.session.ended();
    this.state.set('done');
  }
}
