import { ChangeDetectionStrategy, Component, effect, inject, signal } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule } from '@angular/forms';
import { Title } from '@angular/platform-browser';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { EmailApi } from '../data/email-api';
import type { WebProblem } from '@expertbook/web-shared/data/problem';
import { toProblem } from '@expertbook/web-shared/data/problem';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { requiredRule } from '../ui/form-rules';
import { formSubmission } from '../ui/form-submission';
import { Notice } from '../ui/notice';
import { SubmitButton } from '../ui/submit-button';
import { AccountFrame } from './account-frame';
import { PasswordField } from './password-field';
import { SessionStore } from './session';

type State = 'looking' | 'asking' | 'done' | 'declined' | 'over' | 'closed' | 'failed';

/**
 * Verifies an address with the token in the fragment of the mail's link. At once if this browser is signed in to the account;
 * else the password is required, because the reader of the mailbox may not be the one who opened the account.
 */
@Component({
  selector: 'eb-verify-email',
  imports: [AccountFrame, Notice, PasswordField, ReactiveFormsModule, RouterLink, SubmitButton],
  template: `
    @switch (state()) {
      @case ('looking') {
        <eb-account-frame [title]="t('verify.title')" [text]="t('verify.looking')" />
      }
      @case ('done') {
        <eb-account-frame [title]="t('verify.doneTitle')" [text]="t('verify.doneText', { email: email() })">
          <a class="eb-button eb-button-primary w-full" routerLink="/portal">{{ t('verify.toPortal') }}</a>
        </eb-account-frame>
      }
      @case ('declined') {
        <eb-account-frame [title]="t('verify.declinedTitle')" [text]="t('verify.declinedText')" />
      }
      @case ('over') {
        <eb-account-frame [title]="t('reset.overTitle')" [text]="t('verify.overText')">
          <a class="eb-button eb-button-primary w-full" routerLink="/portal">{{ t('verify.toPortal') }}</a>
        </eb-account-frame>
      }
      @case ('closed') {
        <eb-account-frame [title]="t('register.closedTitle')" [text]="t('verify.closedText')" />
      }
      @case ('failed') {
        <eb-account-frame [title]="t('verify.title')" [text]="t('verify.failed')">
          <button type="button" class="eb-button eb-button-primary w-full" (click)="verifyIfSignedIn()">
            {{ t('verify.again') }}
          </button>
        </eb-account-frame>
      }
      @default {
        <eb-account-frame [title]="t('verify.title')" [text]="t('verify.text')">
          @if (sending.failure(); as failure) {
            <eb-notice kind="error" class="mb-6">{{ failure }}</eb-notice>
          }
          <form class="space-y-5" [formGroup]="form" (ngSubmit)="sending.send()" novalidate>
            <eb-password-field [control]="form.controls.password" />
            <eb-submit-button
              wide
              [label]="t('verify.confirm')"
              [busyLabel]="t('verify.confirming')"
              [busy]="sending.busy()"
            />
          </form>
          <div class="mt-8 border-t border-outline-variant pt-6">
            <p class="mb-3 text-sm text-on-surface-variant">{{ t('verify.notMeText') }}</p>
            <button
              type="button"
              class="eb-button eb-button-outline w-full"
              [attr.aria-disabled]="declining() ? true : null"
              (click)="decline()"
            >
              {{ t('verify.notMe') }}
            </button>
          </div>
        </eb-account-frame>
      }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class VerifyEmail {
  private readonly api = inject(EmailApi);
  private readonly session = inject(SessionStore);
  private readonly token = new URLSearchParams(inject(ActivatedRoute).snapshot.fragment ?? '').get('token');
  protected readonly t = translator('account');
  protected readonly form = inject(NonNullableFormBuilder).group({
    password: ['', requiredRule(() => this.t('fault.password'))],
  });
  protected readonly state = signal<State>('looking');
  protected readonly email = signal('');
  protected readonly declining = signal(false);
  protected readonly sending = formSubmission(this.form, () => this.confirm(), {
    fields: { invalid_credentials: 'password' },
    detail: ({ code }) => (code === 'invalid_credentials' ? this.t('again.wrong') : undefined),
    message: (problem) => (this.ends(problem) ? null : undefined),
  });

  constructor() {
    const tab = inject(Title);
    effect(() => tab.setTitle(this.t('verify.tab')));
    void this.verifyIfSignedIn();
  }

  /** Verifies at once for a user signed in to the account; others get a form for the password. */
  protected async verifyIfSignedIn(): Promise<void> {
    if (!this.token) {
      this.state.set('over');
      return;
    }
    this.state.set('looking');
    if ((await this.session.restore()) !== 'signed_in') {
      this.state.set('asking');
      return;
    }
    try {
      await this.finish(this.token);
    } catch (error) {
      const problem = toProblem(error);
      if (this.ends(problem)) return;
      this.state.set(problem.code === 'invalid_credentials' ? 'asking' : 'failed');
    }
  }

  protected async decline(): Promise<void> {
    if (!this.token || this.declining()) return;
    this.declining.set(true);
    try {
      await this.api.decline(this.token);
      this.state.set('declined');
    } catch (error) {
      if (!this.ends(toProblem(error))) this.state.set('failed');
    } finally {
      this.declining.set(false);
    }
  }

  private async confirm(): Promise<void> {
    if (!this.token) return;
    const { password } = this.form.getRawValue();
    const { email } = await this.finish(this.token, password);
    this.form.reset();
    await this.session.login({ email, password }).catch(() => undefined);
  }

  private async finish(token: string, password?: string): Promise<{ email: string }> {
    const { email } = await this.api.verify({ token, ...(password !== undefined && { password }) });
    if (password === undefined) await this.session.reload().catch(() => undefined);
    this.email.set(email);
    this.state.set('done');
    return { email };
  }

  /** Whether the problem means that the link is no longer valid. */
  private ends({ code }: WebProblem): boolean {
    if (code === 'link_expired') this.state.set('over');
    if (code === 'registration_closed') this.state.set('closed');
    return code === 'link_expired' || code === 'registration_closed';
  }
}
