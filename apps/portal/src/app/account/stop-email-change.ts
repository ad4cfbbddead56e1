import { ChangeDetectionStrategy, Component, effect, inject, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { EmailApi } from '../data/email-api';
import { toProblem } from '@expertbook/web-shared/data/problem';
import { problemText } from '@expertbook/web-shared/i18n/problem-text';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Notice } from '../ui/notice';
import { AccountFrame } from './account-frame';
import { SessionStore } from './session';

/** Restores an account with the token of the mail to its earlier address. Asks first, because it ends all sessions. */
@Component({
  selector: 'eb-stop-email-change',
  imports: [AccountFrame, Notice, RouterLink],
  template: `
    @if (over()) {
      <eb-account-frame [title]="t('reset.overTitle')" [text]="t('stop.overText')">
        <a class="eb-button eb-button-primary w-full" routerLink="/forgot-password">{{
          t('login.forgot')
        }}</a>
      </eb-account-frame>
    } @else {
      <eb-account-frame [title]="t('stop.title')" [text]="t('stop.text')">
        @if (failure(); as failure) {
          <eb-notice kind="error" class="mb-6">{{ failure }}</eb-notice>
        }
        <ul class="mb-8 list-disc space-y-2 ps-5">
          <li>{{ t('stop.address') }}</li>
          <li>{{ t('stop.sessions') }}</li>
          <li>{{ t('stop.password') }}</li>
        </ul>
        <button
          type="button"
          class="eb-button eb-button-primary w-full"
          [attr.aria-disabled]="busy() ? true : null"
          (click)="stop()"
        >
          {{ busy() ? t('stop.stopping') : t('stop.submit') }}
        </button>
        <p class="mt-6 text-center text-sm text-on-surface-variant">{{ t('stop.me') }}</p>
      </eb-account-frame>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StopEmailChange {
  private readonly api = inject(EmailApi);
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly token = new URLSearchParams(inject(ActivatedRoute).snapshot.fragment ?? '').get('token');
  private readonly problemText = problemText();
  protected readonly t = translator('account');
  protected readonly over = signal(!this.token);
  protected readonly busy = signal(false);
  protected readonly failure = signal<string | null>(null);

  constructor() {
    const tab = inject(Title);
    effect(() => tab.setTitle(this.t('stop.tab')));
  }

  protected async stop(): Promise<void> {
    if (!this.token || this.busy()) return;
    this.busy.set(true);
    this.failure.set(null);
    try {
      const { resetToken } = await this.api.stopChange(this.token);
      this.session.ended();
      await this.router.navigate(['/reset-password'], { fragment: `token=${resetToken}`, replaceUrl: true });
    } catch (error) {
      const problem = toProblem(error);
      if (problem.code === 'link_expired') this.over.set(true);
      else this.failure.set(this.problemText(problem));
    } finally {
      this.busy.set(false);
    }
  }
}
